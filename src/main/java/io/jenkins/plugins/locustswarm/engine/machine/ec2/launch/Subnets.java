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
 * Where machines can be launched.
 *
 * @param vpc which they are all in
 * @param ids in the order in which they are tried; at least one
 * @param firstAddress an address in the first of them
 */
public record Subnets(String vpc, List<String> ids, String firstAddress) {

    /** Those of the settings, or else those of the default VPC, the one with most free addresses first. */
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
        List<Subnet> found = api.call("look at subnets", client -> client.describeSubnets(request))
                .subnets();
        if (found.isEmpty()) {
            throw new BadInputException("Region " + settings.region()
                    + " has no default VPC with a subnet: name the subnets for the machines (subnet_ids).");
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
            if (!other.vpcId().equals(first.vpcId())) {
                throw new BadInputException("The subnets (subnet_ids) are of two VPCs, " + first.subnetId() + " in "
                        + first.vpcId() + " and " + other.subnetId() + " in " + other.vpcId()
                        + ": the machines of a swarm must be in one.");
            }
        }
        String network = first.cidrBlock().substring(0, first.cidrBlock().indexOf('/'));
        return new Subnets(first.vpcId(), ordered.stream().map(Subnet::subnetId).toList(), network);
    }
}
