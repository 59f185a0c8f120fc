/**
 * The management page that lists the swarms of this controller.
 */
package io.jenkins.plugins.locustswarm.manage;
