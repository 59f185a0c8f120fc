/**
 * The shell over SSH, with sshj. Host keys are pinned or known; no connection trusts a key on first use.
 *
 * <p>Start reading at {@code SshShell}.
 *
 * <p>May use {@code engine.shell} and {@code engine.files}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.engine.shell.ssh;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
