/**
 * Credentials of the credentials plugin as the engine needs them. Nothing falls back to another identity.
 */
package io.jenkins.plugins.locustswarm.config.secret;
