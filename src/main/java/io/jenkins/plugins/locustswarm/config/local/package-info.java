/**
 * The machines of the "local" kind: processes on the node that runs the build.
 */
package io.jenkins.plugins.locustswarm.config.local;
