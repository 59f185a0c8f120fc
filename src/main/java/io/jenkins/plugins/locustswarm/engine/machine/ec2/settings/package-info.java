/**
 * What a user configures for EC2, checked before anything is created.
 */
package io.jenkins.plugins.locustswarm.engine.machine.ec2.settings;
