package io.jenkins.plugins.locustswarm.engine.record;

import java.math.BigDecimal;

/**
 * What a swarm's machines cost up to a moment: an estimate, without volumes, traffic, taxes and discounts.
 *
 * @param machineHours hours x machines
 * @param estimate in the currency; null when the price of a machine is not known
 * @param currency of the estimate, by its ISO 4217 code; null without one
 * @param basis which prices were taken, or why none was; for people
 */
public record Cost(double machineHours, BigDecimal estimate, String currency, String basis) {}
