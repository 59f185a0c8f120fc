/**
 * What the machines of a swarm on EC2 cost.
 */
package io.jenkins.plugins.locustswarm.engine.machine.ec2.cost;
