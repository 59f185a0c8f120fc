/**
 * What {@code build.xml} keeps of a load test: plain classes of strings and numbers, within a budget of bytes.
 */
package io.jenkins.plugins.locustswarm.report.kept;
