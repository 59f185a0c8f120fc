/**
 * Key pairs and host keys of a swarm on EC2, and where private keys are kept.
 */
package io.jenkins.plugins.locustswarm.engine.machine.ec2.key;
