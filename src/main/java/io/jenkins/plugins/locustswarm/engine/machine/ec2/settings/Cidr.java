package io.jenkins.plugins.locustswarm.engine.machine.ec2.settings;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Networks as EC2 writes them: address, slash, number of bits. */
public final class Cidr {

    private static final String BYTE = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";

    /** All four numbers, none with a leading zero, which other programs take for octal. */
    private static final Pattern IPV4 = Pattern.compile("(" + BYTE + "\\.){3}" + BYTE);

    /**
     * What the JDK takes for an IPv6 address and never looks up as a name: it begins with a hexadecimal digit or a colon,
     * and holds a colon.
     */
    private static final Pattern IPV6_CHARACTERS = Pattern.compile("(?=[^:]*:)[0-9a-fA-F:][0-9a-fA-F:.]{1,44}");

    private static final Pattern BITS = Pattern.compile("0|[1-9][0-9]{0,2}");
    private static final int IPV4_BITS = 32;
    private static final int IPV6_BITS = 128;

    private Cidr() {}

    /**
     * The network itself.
     *
     * @throws BadInputException when it is not one
     */
    static String checked(String cidr, String setting) {
        whyNot(cidr).ifPresent(why -> {
            throw new BadInputException(setting + " is \"" + cidr + "\": " + why
                    + ". It must be a network such as 203.0.113.7/32 or 2001:db8::/64.");
        });
        return cidr;
    }

    private static Optional<String> whyNot(String cidr) {
        int slash = cidr.indexOf('/');
        if (slash < 0) {
            return Optional.of("it has no slash with a number of bits");
        }
        String address = cidr.substring(0, slash);
        String bits = cidr.substring(slash + 1);
        boolean four = isIpv4Address(address);
        if (!four && !isIpv6Address(address)) {
            return Optional.of("\"" + address + "\" is not an IP address");
        }
        int most = four ? IPV4_BITS : IPV6_BITS;
        return BITS.matcher(bits).matches() && Integer.parseInt(bits) <= most
                ? Optional.empty()
                : Optional.of("\"" + bits + "\" is not a number of bits from 0 to " + most);
    }

    /** Whether a network that can be used is one of IPv6. */
    public static boolean isIpv6(String cidr) {
        return cidr.indexOf(':') >= 0;
    }

    public static boolean isIpv4Address(String address) {
        return IPV4.matcher(address).matches();
    }

    /** One that stands for an IPv4 address, such as ::ffff:203.0.113.7, is not: EC2 keeps the two kinds apart. */
    private static boolean isIpv6Address(String address) {
        if (!IPV6_CHARACTERS.matcher(address).matches()) {
            return false;
        }
        try {
            return InetAddress.getByName(address) instanceof Inet6Address;
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** Whether everybody is in it. */
    public static boolean isEverybody(String cidr) {
        return cidr.endsWith("/0");
    }
}
