package io.jenkins.plugins.locustswarm.engine.machine.ec2;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import java.util.regex.Pattern;

/** Networks as EC2 writes them: address, slash, number of bits. */
final class Cidr {

    private static final String BYTE = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern IPV4 = Pattern.compile("(" + BYTE + "\\.){3}" + BYTE);
    private static final Pattern IPV4_NETWORK = Pattern.compile(IPV4.pattern() + "/(3[0-2]|[12]?[0-9])");
    private static final Pattern IPV6_NETWORK = Pattern.compile(
            "(?=[0-9a-fA-F:]*::|([0-9a-fA-F]+:){7})[0-9a-fA-F:]{2,39}/(12[0-8]|1[01][0-9]|[1-9]?[0-9])");

    private Cidr() {}

    /**
     * The network itself.
     *
     * @throws BadInputException when it is none
     */
    static String checked(String cidr, String setting) {
        if (!IPV4_NETWORK.matcher(cidr).matches() && !isIpv6(cidr)) {
            throw new BadInputException(setting + " is \"" + cidr + "\": it must be a network such as 203.0.113.7/32 or"
                    + " 2001:db8::/64.");
        }
        return cidr;
    }

    static boolean isIpv6(String cidr) {
        return IPV6_NETWORK.matcher(cidr).matches();
    }

    static boolean isIpv4Address(String address) {
        return IPV4.matcher(address).matches();
    }

    /** Whether everybody is in it. */
    static boolean isEverybody(String cidr) {
        return cidr.endsWith("/0");
    }
}
