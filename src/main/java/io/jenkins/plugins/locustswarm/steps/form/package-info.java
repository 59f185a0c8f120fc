/**
 * What the forms and the arguments of steps hold, and the checks of their fields. Every class survives null in each field,
 * since a configuration may be written by hand.
 */
package io.jenkins.plugins.locustswarm.steps.form;
