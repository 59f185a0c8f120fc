package io.jenkins.plugins.locustswarm.config;

import hudson.Util;
import io.jenkins.plugins.locustswarm.config.secret.AwsLogin;
import io.jenkins.plugins.locustswarm.config.secret.BuildCredentials;
import io.jenkins.plugins.locustswarm.config.secret.SecretKeyVault;
import io.jenkins.plugins.locustswarm.config.secret.SshLogin;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.machine.MachineProvider;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.Ec2Provider;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Ec2Access;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.cost.Ec2Cost;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Settings;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Timing;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.record.Installation;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.engine.shell.ssh.SshKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Machines made on EC2 for the swarm, which end with it. Secrets are credentials' ids. */
public final class Ec2Machines extends SwarmMachines {

    private String credentialsId = "";
    private boolean useControllerCredentials;
    private String roleArn = "";
    private String region = "us-east-1";
    private String image = Ec2Settings.UBUNTU;
    private String user = "ubuntu";
    private String instanceTypes = "t3.micro, t3a.micro";
    private String subnetIds = "";
    private boolean usePrivateIp;
    private String allowedCidrs = "";
    private boolean spot;
    private String instanceProfile = "";
    private String keyName = "";
    private String sshCredentialsId = "";
    private Integer rootVolumeGib;
    private Integer bootDeadline;
    private String endpointUrl = "";
    private String pricePerHour = "";

    @DataBoundConstructor
    public Ec2Machines() {
        // all defaults
    }

    @Override
    public String providerName() {
        return Ec2Provider.NAME;
    }

    @Override
    public MachineProvider provider(SwarmContext context) {
        SshKey own = sshCredentialsId.isEmpty()
                ? null
                : SshLogin.with(sshCredentialsId, context.credentials()).key();
        return Ec2Fields.named(() -> new Ec2Provider(
                settings().forSwarm(context.record()),
                access(context.credentials()),
                new SecretKeyVault(context.folder()),
                own));
    }

    /** @throws BadInputException when a setting cannot be used */
    Ec2Settings settings() {
        return Ec2Fields.settings(this);
    }

    Ec2Access access(BuildCredentials where) {
        return accesses(List.of(where)).get(0);
    }

    /** Every account that the credentials stand for in one of these places. */
    private List<Ec2Access> accesses(List<BuildCredentials> places) {
        if (useControllerCredentials == !credentialsId.isEmpty()) {
            throw new BadInputException(Messages.Ec2Machines_Credentials());
        }
        List<Ec2Access> accesses =
                credentialsId.isEmpty() ? List.of(AwsLogin.ofController()) : AwsLogin.with(credentialsId, places);
        return accesses.stream()
                .map(access -> roleArn.isEmpty() ? access : access.withRole(roleArn))
                .toList();
    }

    @Override
    public Duration maxBootTime() {
        return bootDeadline == null ? Ec2Timing.DEFAULT.boot() : Duration.ofMinutes(bootDeadline);
    }

    @Override
    public Optional<String> cost(SwarmRecord record) {
        return Optional.of(CostSummary.of(Ec2Cost.of(record, settings().forSwarm(record), Instant.now())));
    }

    @Override
    public void removeLost(List<BuildCredentials> places, Installation own, Progress progress)
            throws InterruptedException {
        Ec2Swarms.removeLost(settings(), accesses(places), own, progress);
    }

    /** Id of AWS credentials; empty with {@link #isUseControllerCredentials()}. */
    public String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(String value) {
        credentialsId = Util.fixNull(value).strip();
    }

    /** Whether to use what the controller itself has: environment, files, its machine's role. */
    public boolean isUseControllerCredentials() {
        return useControllerCredentials;
    }

    @DataBoundSetter
    public void setUseControllerCredentials(boolean value) {
        useControllerCredentials = value;
    }

    /** A role to take on; empty for none. */
    public String getRoleArn() {
        return roleArn;
    }

    @DataBoundSetter
    public void setRoleArn(String value) {
        roleArn = Util.fixNull(value).strip();
    }

    public String getRegion() {
        return region;
    }

    @DataBoundSetter
    public void setRegion(String value) {
        region = Ec2Fields.orUsual(value, "us-east-1");
    }

    /** An AMI id, or {@code resolve:ssm:} and the name of a parameter that holds one. */
    public String getImage() {
        return image;
    }

    @DataBoundSetter
    public void setImage(String value) {
        image = Ec2Fields.orUsual(value, Ec2Settings.UBUNTU);
    }

    /** The login user, whom the image decides. */
    public String getUser() {
        return user;
    }

    @DataBoundSetter
    public void setUser(String value) {
        user = Ec2Fields.orUsual(value, "ubuntu");
    }

    /** Tried in this order. */
    public String getInstanceTypes() {
        return instanceTypes;
    }

    @DataBoundSetter
    public void setInstanceTypes(String value) {
        instanceTypes = Ec2Fields.orUsual(value, "t3.micro, t3a.micro");
    }

    /** Tried in this order; empty for those of the default VPC. */
    public String getSubnetIds() {
        return subnetIds;
    }

    @DataBoundSetter
    public void setSubnetIds(String value) {
        subnetIds = Util.fixNull(value).strip();
    }

    /** Whether machines are reached at their private addresses. */
    public boolean isUsePrivateIp() {
        return usePrivateIp;
    }

    @DataBoundSetter
    public void setUsePrivateIp(boolean value) {
        usePrivateIp = value;
    }

    /** Networks that may reach SSH; empty for the controller's own address. */
    public String getAllowedCidrs() {
        return allowedCidrs;
    }

    @DataBoundSetter
    public void setAllowedCidrs(String value) {
        allowedCidrs = Util.fixNull(value).strip();
    }

    public boolean isSpot() {
        return spot;
    }

    @DataBoundSetter
    public void setSpot(boolean value) {
        spot = value;
    }

    /** Name or ARN; empty for none. */
    public String getInstanceProfile() {
        return instanceProfile;
    }

    @DataBoundSetter
    public void setInstanceProfile(String value) {
        instanceProfile = Util.fixNull(value).strip();
    }

    /** A key pair in EC2 that there is; empty to have one made for each swarm. */
    public String getKeyName() {
        return keyName;
    }

    @DataBoundSetter
    public void setKeyName(String value) {
        keyName = Util.fixNull(value).strip();
    }

    /** The private half of that key pair. */
    public String getSshCredentialsId() {
        return sshCredentialsId;
    }

    @DataBoundSetter
    public void setSshCredentialsId(String value) {
        sshCredentialsId = Util.fixNull(value).strip();
    }

    /** Null for the image's own size. */
    public Integer getRootVolumeGib() {
        return rootVolumeGib;
    }

    @DataBoundSetter
    public void setRootVolumeGib(Integer value) {
        rootVolumeGib = value;
    }

    /** Minutes that machines may take from their launch until they take commands; null for the usual ones. */
    public Integer getBootDeadline() {
        return bootDeadline;
    }

    @DataBoundSetter
    public void setBootDeadline(Integer value) {
        bootDeadline = value;
    }

    /** Where the EC2 API is; empty for AWS's own place. */
    public String getEndpointUrl() {
        return endpointUrl;
    }

    @DataBoundSetter
    public void setEndpointUrl(String value) {
        endpointUrl = Util.fixNull(value).strip();
    }

    /** What a machine costs an hour, in US dollars; empty for the price table and the built-in prices. */
    public String getPricePerHour() {
        return pricePerHour;
    }

    @DataBoundSetter
    public void setPricePerHour(String value) {
        pricePerHour = Util.fixNull(value).strip();
    }
}
