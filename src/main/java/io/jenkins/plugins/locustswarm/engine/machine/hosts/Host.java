package io.jenkins.plugins.locustswarm.engine.machine.hosts;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A machine as somebody wrote it down: {@code name}, {@code name:port}, {@code [IPv6]:port}.
 *
 * @param written as it was written
 * @param name a host name or an address
 * @param port of its SSH server
 */
record Host(String written, String name, int port) {

    private static final Pattern WITH_PORT = Pattern.compile("(?:\\[([0-9A-Fa-f:.%]+)]|([^\\[\\]:]+)):(\\d{1,5})");
    private static final Pattern NAME =
            Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{N}._%-]*|[0-9A-Fa-f:.%]*:[0-9A-Fa-f:.%]*");

    /** Whether that is a name or an address, without a port. */
    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /**
     * @param usualPort where none was written
     * @throws BadInputException when that is no host
     */
    static Host parse(String written, int usualPort) {
        Matcher withPort = WITH_PORT.matcher(written);
        boolean has = withPort.matches();
        String name = !has ? written : withPort.group(1) != null ? withPort.group(1) : withPort.group(2);
        int port = has ? Integer.parseInt(withPort.group(3)) : usualPort;
        if (!isName(name) || port < 1 || port > 65535) {
            throw new BadInputException("\"" + written + "\" is no host: write a name or an address, and a port after"
                    + " it if it is not the usual one, as in load-1.example.com:2222. The login user is a setting of"
                    + " its own.");
        }
        return new Host(written, name, port);
    }
}
