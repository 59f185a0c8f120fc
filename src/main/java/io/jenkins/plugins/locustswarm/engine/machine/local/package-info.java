/**
 * The provider that runs master and workers as processes of this computer, or of the build's node.
 */
package io.jenkins.plugins.locustswarm.engine.machine.local;
