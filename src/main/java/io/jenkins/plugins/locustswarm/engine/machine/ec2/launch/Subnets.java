package io.jenkins.plugins.locustswarm.engine.machine.ec2.launch;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Ec2Api;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Settings;
import java.util.Comparator;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsRequest;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Subnet;

/**
 * The subnets for a launch.
 *
 * @param vpc id of the VPC of all subnets
 * @param ids ids in the order in which they are tried; at least one
 * @param firstAddress an IPv4 address in the first subnet
 */
public record Subnets(String vpc, List<String> ids, String firstAddress) {

    /**
     * Finds the subnets of the settings, or else those of the default VPC, the one with most free addresses first.
     *
     * @throws BadInputException if there is no subnet, one of the settings has no IPv4 addresses, or the subnets are in
     *     several VPCs
     */
    public static Subnets find(Ec2Settings settings, Ec2Api api) throws InterruptedException {
        List<String> wanted = settings.subnetIds();
        DescribeSubnetsRequest request = wanted.isEmpty()
                ? DescribeSubnetsRequest.builder()
                        .filters(Filter.builder()
                                .name("default-for-az")
                                .values("true")
                                .build())
                        .build()
                : DescribeSubnetsRequest.builder().subnetIds(wanted).build();
        List<Subnet> found = api.call("describe subnets", client -> client.describeSubnets(request)).subnets().stream()
                .filter(subnet -> hasIpv4(subnet) || !wanted.isEmpty())
                .toList();
        if (found.isEmpty()) {
            throw new BadInputException("Region " + settings.region()
                    + " has no default VPC with a subnet: set the subnets for the instances (subnet_ids).");
        }
        List<Subnet> ordered = found.stream()
                .sorted(
                        wanted.isEmpty()
                                ? Comparator.comparing(Subnet::availableIpAddressCount)
                                        .reversed()
                                        .thenComparing(Subnet::subnetId)
                                : Comparator.comparing(subnet -> wanted.indexOf(subnet.subnetId())))
                .toList();
        Subnet first = ordered.get(0);
        for (Subnet other : ordered) {
            if (!hasIpv4(other)) {
                throw new BadInputException(
                        "Subnet " + other.subnetId() + " (subnet_ids) has no IPv4 addresses, which the"
                                + " machines of a swarm need: name only subnets that have some.");
            }
            if (!other.vpcId().equals(first.vpcId())) {
                throw new BadInputException("The subnets (subnet_ids) are in two VPCs, " + first.subnetId() + " in "
                        + first.vpcId() + " and " + other.subnetId() + " in " + other.vpcId()
                        + ": all instances of a swarm must be in one VPC.");
            }
        }
        String network = first.cidrBlock().substring(0, first.cidrBlock().indexOf('/'));
        return new Subnets(first.vpcId(), ordered.stream().map(Subnet::subnetId).toList(), network);
    }

    private static boolean hasIpv4(Subnet subnet) {
        return subnet.cidrBlock() != null;
    }
}
