/**
 * The command as a process: its caller, signals, exit codes, and messages about failures.
 *
 * <p>Start reading at {@link io.jenkins.plugins.locustswarm.cli.process.Caller}. Depends on {@code cli.home}, {@code
 * cli.terminal} and the exceptions of the engine.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.cli.process;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
