package io.jenkins.plugins.locustswarm.engine.machine.ec2.launch;

/**
 * Why an instance did not come up.
 *
 * @param machine name of the machine
 * @param reason continues a sentence
 */
public record BootFailure(String machine, String reason) {}
