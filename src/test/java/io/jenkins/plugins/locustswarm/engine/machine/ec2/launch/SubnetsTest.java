package io.jenkins.plugins.locustswarm.engine.machine.ec2.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Ec2Api;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Settings;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsResponse;
import software.amazon.awssdk.services.ec2.model.Subnet;

class SubnetsTest {

    private static final Subnet A =
            subnet("subnet-0000000a").cidrBlock("10.0.1.0/24").build();
    private static final Subnet B =
            subnet("subnet-0000000b").cidrBlock("10.0.2.0/24").build();
    private static final Subnet ONLY_IPV6 =
            subnet("subnet-00000006").availableIpAddressCount(1_000_000).build();

    private static Subnet.Builder subnet(String id) {
        return Subnet.builder().subnetId(id).vpcId("vpc-1").availableIpAddressCount(200);
    }

    /** The part of EC2 that knows subnets. */
    private record Network(List<Subnet> subnets) implements Ec2Client {
        @Override
        public DescribeSubnetsResponse describeSubnets(DescribeSubnetsRequest request) {
            return DescribeSubnetsResponse.builder().subnets(subnets).build();
        }

        @Override
        public String serviceName() {
            return "ec2";
        }

        @Override
        public void close() {
            // holds nothing
        }
    }

    private static Subnets find(List<String> wanted, Subnet... there) throws InterruptedException {
        Ec2Settings settings = Ec2Settings.builder().subnetIds(wanted).build();
        return Subnets.find(settings, new Ec2Api(new Network(List.of(there)), settings));
    }

    @Test
    void namedSubnetsKeepTheirOrder() throws Exception {
        assertThat(find(List.of("subnet-0000000b", "subnet-0000000a"), A, B))
                .isEqualTo(new Subnets("vpc-1", List.of("subnet-0000000b", "subnet-0000000a"), "10.0.2.0"));
    }

    @Test
    void aNamedSubnetWithoutIpv4AddressesIsRefused() {
        for (List<String> wanted :
                List.of(List.of("subnet-00000006", "subnet-0000000a"), List.of("subnet-0000000a", "subnet-00000006"))) {
            assertThatThrownBy(() -> find(wanted, A, ONLY_IPV6))
                    .isInstanceOf(BadInputException.class)
                    .hasMessage(
                            "Subnet subnet-00000006 (subnet_ids) has no IPv4 addresses, which the machines of a swarm need:"
                                    + " name only subnets that have some.");
        }
    }

    @Test
    void aSubnetWithoutIpv4AddressesIsLeftOutIfNoneIsNamed() throws Exception {
        assertThat(find(List.of(), ONLY_IPV6, B, A))
                .isEqualTo(new Subnets("vpc-1", List.of("subnet-0000000a", "subnet-0000000b"), "10.0.1.0"));
        assertThatThrownBy(() -> find(List.of(), ONLY_IPV6))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("has no default VPC with a subnet");
    }
}
