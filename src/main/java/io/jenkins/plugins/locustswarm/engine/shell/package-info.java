/**
 * Scripts on a machine and files to and from it, over SSH or on this computer.
 *
 * <p>Start reading at {@link io.jenkins.plugins.locustswarm.engine.shell.Shell}. User input reaches a shell only as an
 * argument of a {@link io.jenkins.plugins.locustswarm.engine.shell.Script} or through
 * {@link io.jenkins.plugins.locustswarm.engine.shell.Quote}.
 */
package io.jenkins.plugins.locustswarm.engine.shell;
