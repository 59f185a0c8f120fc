package io.jenkins.plugins.locustswarm.config;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Checks a new global configuration, from the form or from code, before it replaces the current one. Nothing is connected to.
 * Each exception names the entry and the problem.
 */
final class ConfigurationCheck {

    private ConfigurationCheck() {}

    /** @throws BadInputException if a profile is invalid, or two have the same name */
    static void profiles(List<SwarmProfile> profiles) {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < profiles.size(); i++) {
            SwarmProfile profile = profiles.get(i);
            String name = profile.getName();
            try {
                profile.check();
            } catch (BadInputException e) {
                throw new BadInputException(
                        name.isEmpty()
                                ? Messages.ConfigurationCheck_UnnamedProfile(i + 1, e.getMessage())
                                : Messages.ConfigurationCheck_Profile(name, e.getMessage()),
                        e);
            }
            if (!names.add(name)) {
                throw new BadInputException(Messages.ConfigurationCheck_NameTwice(name));
            }
        }
    }

    /** @throws BadInputException if a price is invalid */
    static void prices(List<InstancePrice> prices) {
        for (int i = 0; i < prices.size(); i++) {
            try {
                prices.get(i).toPrice();
            } catch (BadInputException e) {
                throw new BadInputException(Messages.ConfigurationCheck_Price(i + 1, e.getMessage()), e);
            }
        }
    }
}
