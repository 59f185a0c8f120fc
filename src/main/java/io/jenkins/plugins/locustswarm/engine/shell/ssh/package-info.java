/**
 * The shell over SSH, with sshj. Host keys are pinned or known; no connection trusts a key on first use.
 *
 * <p>Start reading at {@code SshShell}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.engine.shell.ssh;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
