package io.jenkins.plugins.locustswarm.engine.machine.ec2.settings;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.math.BigDecimal;

/**
 * The On-Demand price of an instance type.
 *
 * @param region where the price applies; in every region without a price of its own if absent
 * @param perHour in US dollars
 */
public record Ec2Price(@CheckForNull String region, String instanceType, BigDecimal perHour) {

    /** @throws io.jenkins.plugins.locustswarm.engine.failure.BadInputException if a value is not valid */
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
