package io.jenkins.plugins.locustswarm.engine.record;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import java.util.regex.Pattern;

/** What a swarm may be called: the name becomes part of folders, tags and host names. */
public final class SwarmName {

    private static final Pattern ALLOWED = Pattern.compile("[a-z0-9]([a-z0-9-]{0,46}[a-z0-9])?");

    private SwarmName() {}

    /**
     * The name itself when it can be used.
     *
     * @throws BadInputException when it cannot
     */
    public static String checked(String name) {
        if (!ALLOWED.matcher(name).matches()) {
            throw new BadInputException("The swarm name \"" + name + "\" cannot be used: take at most 48 lower-case"
                    + " letters, digits and hyphens, with a letter or digit at both ends.");
        }
        return name;
    }
}
