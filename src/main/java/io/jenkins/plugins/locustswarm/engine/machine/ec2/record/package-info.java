/**
 * What the record of a swarm on EC2 and the tags of its resources hold.
 */
package io.jenkins.plugins.locustswarm.engine.machine.ec2.record;
