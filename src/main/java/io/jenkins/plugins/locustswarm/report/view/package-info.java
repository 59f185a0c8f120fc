/**
 * How figures and JSON are written in pages.
 */
package io.jenkins.plugins.locustswarm.report.view;
