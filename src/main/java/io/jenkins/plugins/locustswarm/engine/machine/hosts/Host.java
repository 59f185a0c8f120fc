package io.jenkins.plugins.locustswarm.engine.machine.hosts;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A host as the configuration writes it: {@code name}, {@code name:port} or {@code [IPv6]:port}.
 *
 * @param written the text in the configuration
 * @param name a host name or an IP address
 * @param port port of its SSH server
 */
record Host(String written, String name, int port) {

    private static final Pattern WITH_PORT = Pattern.compile("(?:\\[([0-9A-Fa-f:.%]+)]|([^\\[\\]:]+)):(\\d{1,5})");
    private static final Pattern NAME =
            Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{N}._%-]*|[0-9A-Fa-f:.%]*:[0-9A-Fa-f:.%]*");

    /** Whether the text is a host name or an IP address, without a port. */
    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    static boolean isPort(int number) {
        return number >= 1 && number <= 65_535;
    }

    /**
     * @param defaultPort the port if the text names none
     * @throws BadInputException if the text is not a valid host
     */
    static Host parse(String written, int defaultPort) {
        Matcher withPort = WITH_PORT.matcher(written);
        boolean hasPort = withPort.matches();
        String name = !hasPort ? written : withPort.group(1) != null ? withPort.group(1) : withPort.group(2);
        int port = hasPort ? Integer.parseInt(withPort.group(3)) : defaultPort;
        if (!isName(name) || !isPort(port)) {
            throw new BadInputException("\"" + written + "\" is not a valid host: write a name or an IP address,"
                    + " followed by the port if it is not the default, as in load-1.example.com:2222. The login user is"
                    + " a separate setting.");
        }
        return new Host(written, name, port);
    }
}
