package io.jenkins.plugins.locustswarm.engine.machine.ec2.settings;

import java.math.BigDecimal;

/**
 * What a machine of one type costs on demand.
 *
 * @param region where; null for every region that has no price of its own
 * @param instanceType of the machine
 * @param perHour in US dollars
 */
public record Ec2Price(String region, String instanceType, BigDecimal perHour) {

    /** @throws io.jenkins.plugins.locustswarm.engine.failure.BadInputException when there is no such region or type, or the price cannot be */
    public Ec2Price {
        if (region != null) {
            Ec2SettingsCheck.region(region, "The region");
        }
        Ec2SettingsCheck.type(instanceType, "The instance type");
        Ec2SettingsCheck.price(perHour, "The price");
    }

    public boolean isFor(String type, String place) {
        return instanceType.equals(type) && place.equals(region);
    }

    public boolean isEverywhereFor(String type) {
        return instanceType.equals(type) && region == null;
    }
}
