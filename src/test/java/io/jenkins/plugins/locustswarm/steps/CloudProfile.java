package io.jenkins.plugins.locustswarm.steps;

import com.cloudbees.jenkins.plugins.awscredentials.AWSCredentialsImpl;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import io.jenkins.plugins.locustswarm.config.Ec2Machines;
import io.jenkins.plugins.locustswarm.config.InstancePrice;
import io.jenkins.plugins.locustswarm.config.LocustSwarmConfiguration;
import io.jenkins.plugins.locustswarm.config.SwarmProfile;
import io.jenkins.plugins.locustswarm.engine.fixture.cloud.LoopbackCloud;
import java.io.IOException;
import java.util.List;
import org.jvnet.hudson.test.JenkinsRule;

/** The profile "cloud" of the Jenkins that runs: machines of a cloud on loopback, perhaps of another process. */
final class CloudProfile {

    private CloudProfile() {}

    static void add(LoopbackCloud cloud) throws IOException {
        addTo(null, cloud.endpoint().toString(), String.join(", ", cloud.subnets()));
    }

    /** The same as a step of a real Jenkins. */
    static void addTo(JenkinsRule jenkins, String endpoint, String subnets) throws IOException {
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new AWSCredentialsImpl(
                        CredentialsScope.GLOBAL, "load-aws", LoopbackCloud.ACCESS_KEY, LoopbackCloud.SECRET_KEY, ""));
        SystemCredentialsProvider.getInstance().save();
        Ec2Machines machines = new Ec2Machines();
        machines.setCredentialsId("load-aws");
        machines.setEndpointUrl(endpoint);
        machines.setSubnetIds(subnets);
        machines.setAllowedCidrs("127.0.0.0/8");
        machines.setUsePrivateIp(true);
        LocustSwarmConfiguration.get().setProfiles(List.of(new SwarmProfile("cloud", machines)));
        LocustSwarmConfiguration.get().setPrices(List.of(new InstancePrice("t3.micro", "3600")));
    }
}
