/**
 * The command as a process: its caller, signals, exit codes, and messages about failures.
 */
package io.jenkins.plugins.locustswarm.cli.process;
