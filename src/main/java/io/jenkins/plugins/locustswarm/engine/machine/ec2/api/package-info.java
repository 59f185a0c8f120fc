/**
 * Calls of the EC2 API: client, retries, and the errors that mean "not yet visible" or "no capacity".
 */
package io.jenkins.plugins.locustswarm.engine.machine.ec2.api;
