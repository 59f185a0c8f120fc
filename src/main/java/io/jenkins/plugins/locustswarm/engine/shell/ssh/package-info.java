/**
 * The shell over SSH, with sshj. Host keys are pinned; no connection trusts a key at first sight.
 *
 * <p>Start reading at {@code SshShell}.
 */
package io.jenkins.plugins.locustswarm.engine.shell.ssh;
