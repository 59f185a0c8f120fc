package io.jenkins.plugins.locustswarm.engine.record;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import java.util.regex.Pattern;

/** Checks the names of swarms, which become parts of folders, tags and host names. */
public final class SwarmName {

    private static final Pattern ALLOWED = Pattern.compile("[a-z0-9]([a-z0-9-]{0,46}[a-z0-9])?");

    private SwarmName() {}

    /**
     * Returns the name.
     *
     * @throws BadInputException if it is not a valid name
     */
    public static String checked(String name) {
        if (!ALLOWED.matcher(name).matches()) {
            throw new BadInputException("\"" + name + "\" is not a valid swarm name: use at most 48 lower-case"
                    + " letters, digits and hyphens, with a letter or digit at both ends.");
        }
        return name;
    }
}
