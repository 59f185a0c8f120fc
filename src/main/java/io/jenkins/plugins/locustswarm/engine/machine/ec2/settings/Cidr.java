package io.jenkins.plugins.locustswarm.engine.machine.ec2.settings;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** Checks networks in the form in which EC2 takes them: an address, a slash and the length of the prefix. */
public final class Cidr {

    private static final int MAX_IPV4_BITS = 32;
    private static final int MAX_IPV6_BITS = 128;

    private Cidr() {}

    /**
     * Returns the network unchanged.
     *
     * @param setting name of the setting, for the message
     * @throws BadInputException if it is not a valid network
     */
    static String checked(String cidr, String setting) {
        whyInvalid(cidr).ifPresent(why -> {
            throw new BadInputException(setting + " is \"" + cidr + "\": " + why
                    + ". It must be a network such as 203.0.113.7/32 or 2001:db8::/64.");
        });
        return cidr;
    }

    private static Optional<String> whyInvalid(String cidr) {
        int slash = cidr.indexOf('/');
        if (slash < 0) {
            return Optional.of("it has no slash with a number of bits");
        }
        String address = cidr.substring(0, slash);
        String bits = cidr.substring(slash + 1);
        boolean ipv4 = isIpv4Address(address);
        if (!ipv4 && !isIpv6Address(address)) {
            return Optional.of("\"" + address + "\" is not an IP address");
        }
        int max = ipv4 ? MAX_IPV4_BITS : MAX_IPV6_BITS;
        return isNumberUpTo(max, bits)
                ? Optional.empty()
                : Optional.of("\"" + bits + "\" is not a number of bits from 0 to " + max);
    }

    private static boolean isNumberUpTo(int max, String text) {
        try {
            int number = Integer.parseInt(text);
            return number >= 0 && number <= max && text.equals(Integer.toString(number));
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /**
     * Whether this is an IPv4 address in its canonical form. The JDK also reads {@code 1.2.3} and {@code 010.0.0.1} as
     * addresses, which other programs understand differently.
     */
    public static boolean isIpv4Address(String address) {
        return literal("::ffff:" + address) instanceof Inet4Address ip
                && ip.getHostAddress().equals(address);
    }

    /**
     * The JDK turns an IPv4-mapped address, such as ::ffff:203.0.113.7, into an IPv4 address. It is refused, since EC2
     * has separate fields for the two kinds. So is a scope such as %eth0, which a network does not have.
     */
    private static boolean isIpv6Address(String address) {
        return address.indexOf('%') < 0 && literal(address) instanceof Inet6Address;
    }

    /**
     * Returns the address that an IPv6 literal stands for. The JDK never takes text in brackets for a host name, which it
     * would look up in the DNS.
     */
    @CheckForNull
    private static InetAddress literal(String ipv6) {
        try {
            return InetAddress.getByName("[" + ipv6 + "]");
        } catch (UnknownHostException e) {
            return null;
        }
    }

    /** Whether a valid network is an IPv6 network. */
    public static boolean isIpv6(String cidr) {
        return cidr.indexOf(':') >= 0;
    }

    /** Whether a valid network contains every address. */
    public static boolean containsEveryAddress(String cidr) {
        return cidr.endsWith("/0");
    }
}
