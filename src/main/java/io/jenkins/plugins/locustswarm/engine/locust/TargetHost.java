package io.jenkins.plugins.locustswarm.engine.locust;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks the host of a run. Locust passes any text to the locustfile ({@code --host} in its {@code argument_parser.py}), and
 * the clients there interpret it: {@code localhost:50051} is valid for gRPC.
 */
public final class TargetHost {

    /** An optional scheme and slashes, then the part with a user name and a password. */
    private static final Pattern USER_INFO = Pattern.compile("(?:[A-Za-z][A-Za-z0-9+.-]*:)?[/\\\\]*[^/\\\\?#]*@.*");

    private static final Pattern PARTS = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://([^/?#]*).*");
    private static final Pattern LIKE_HTTP = Pattern.compile("[htps]{2,7}");
    private static final Pattern PORT = Pattern.compile(".*:([^:\\]]*)");
    private static final int LAST_PORT = 65_535;

    private TargetHost() {}

    /** @throws BadInputException if the host cannot be passed to Locust, or has a password that the results would show */
    static void check(String host) {
        if (host.isBlank()) {
            throw new BadInputException("The host is empty: name one, or omit it if the locustfile sets the host.");
        }
        if (host.chars().anyMatch(Character::isISOControl)) {
            throw new BadInputException("The host contains a control character: remove it.");
        }
        if (USER_INFO.matcher(host).matches()) {
            throw new BadInputException("The host contains a user name or a password, which records and results would"
                    + " show: remove them, pass them as variables (-e), and let the locustfile log in.");
        }
    }

    /**
     * Returns a sentence about a host that can be used, but looks like a mistake.
     *
     * @param host the host, if there is one
     */
    public static Optional<String> note(@CheckForNull String host) {
        return host == null
                ? Optional.empty()
                : Optional.ofNullable(mistake(host)).map(mistake -> "The host \"" + host + "\" " + mistake);
    }

    @CheckForNull
    private static String mistake(String host) {
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
                    : null; // ws, grpc and so on are for other clients than HttpUser
        }
        Matcher port = PORT.matcher(parts.group(2));
        if (parts.group(2).isEmpty() || parts.group(2).startsWith(":")) {
            return "has no host name after " + scheme + "://: check it.";
        }
        return port.matches() && !isPort(port.group(1))
                ? "has a port that is not a number up to 65535: check it."
                : null;
    }

    private static boolean isPort(String digits) {
        return digits.matches("\\d{1,5}") && Integer.parseInt(digits) <= LAST_PORT;
    }
}
