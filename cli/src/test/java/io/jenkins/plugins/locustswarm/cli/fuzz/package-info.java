/**
 * Fuzz tests: each method takes any bytes, reads them as the product would, and does with the result what the product does.
 * It fails on any exception but the documented ones. By default, the tests read the corpus only, as regression tests;
 * {@code make fuzz} looks for more inputs.
 */
package io.jenkins.plugins.locustswarm.cli.fuzz;
