package io.jenkins.plugins.locustswarm.engine.locust;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The host of a run, as users type it. Locust hands any text to the locustfile ({@code --host} in its {@code
 * argument_parser.py}), and what it means is up to the clients there: {@code localhost:50051} is fine for gRPC.
 */
public final class TargetHost {

    /** A scheme, if any, and slashes, then the part in which a user name and a password are. */
    private static final Pattern USER_INFO = Pattern.compile("(?:[A-Za-z][A-Za-z0-9+.-]*:)?[/\\\\]*[^/\\\\?#]*@.*");

    private static final Pattern PARTS = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://([^/?#]*).*");
    private static final Pattern LIKE_HTTP = Pattern.compile("[htps]{2,7}");
    private static final Pattern PORT = Pattern.compile(".*:([^:\\]]*)");
    private static final int LAST_PORT = 65_535;

    private TargetHost() {}

    /** @throws BadInputException for what cannot be handed to Locust, or must not be kept with the results */
    static void check(String host) {
        if (host.isBlank()) {
            throw new BadInputException(
                    "The host is empty: name one, or leave it out when the locustfile has its own.");
        }
        if (host.chars().anyMatch(Character::isISOControl)) {
            throw new BadInputException("The host contains a control character: remove it.");
        }
        if (USER_INFO.matcher(host).matches()) {
            throw new BadInputException("The host holds a user name or a password, which records and results would"
                    + " show: leave them out, hand them over as variables (-e), and let the locustfile log in.");
        }
    }

    /**
     * What looks like a slip in a host that can be used, as a sentence.
     *
     * @param host null for none
     */
    public static Optional<String> note(String host) {
        return host == null
                ? Optional.empty()
                : Optional.ofNullable(slip(host)).map(slip -> "The host \"" + host + "\" " + slip);
    }

    private static String slip(String host) {
        Matcher parts = PARTS.matcher(host);
        if (host.chars().anyMatch(Character::isWhitespace)) {
            return "contains white space: check it.";
        }
        if (!parts.matches()) {
            return "does not begin with a scheme: an HttpUser needs one, such as http://staging.example.com.";
        }
        String scheme = parts.group(1);
        boolean web = scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https");
        if (!web) {
            return LIKE_HTTP.matcher(scheme).matches()
                    ? "begins with " + scheme + "://: an HttpUser needs http:// or https://."
                    : null; // ws, grpc and the like are for clients that know them
        }
        Matcher port = PORT.matcher(parts.group(2));
        if (parts.group(2).isEmpty() || parts.group(2).startsWith(":")) {
            return "names no machine after " + scheme + "://: check it.";
        }
        return port.matches() && !isPort(port.group(1))
                ? "has a port that is not a number up to 65535: check it."
                : null;
    }

    private static boolean isPort(String digits) {
        return digits.matches("\\d{1,5}") && Integer.parseInt(digits) <= LAST_PORT;
    }
}
