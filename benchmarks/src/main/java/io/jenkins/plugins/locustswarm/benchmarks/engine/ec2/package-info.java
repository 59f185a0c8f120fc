/**
 * The number of EC2 API calls and the time of a bring-up, against a simulated EC2.
 */
package io.jenkins.plugins.locustswarm.benchmarks.engine.ec2;
