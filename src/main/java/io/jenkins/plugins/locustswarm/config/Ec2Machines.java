package io.jenkins.plugins.locustswarm.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import io.jenkins.plugins.locustswarm.config.secret.BuildCredentials;
import io.jenkins.plugins.locustswarm.config.secret.SecretKeyVault;
import io.jenkins.plugins.locustswarm.config.secret.SshLogin;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.machine.MachineProvider;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.Ec2Provider;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.cost.Ec2Cost;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Settings;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Timing;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Spread;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.record.Cost;
import io.jenkins.plugins.locustswarm.engine.record.Installation;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.engine.shell.ssh.SshKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Instances on Amazon EC2, launched for each swarm and terminated with it. Holds ids of credentials, no secrets. */
public final class Ec2Machines extends MachinesInAccount {

    private static final String DEFAULT_INSTANCE_TYPES = String.join(", ", Ec2Settings.DEFAULT_INSTANCE_TYPES);

    private String image = Ec2Settings.DEFAULT_IMAGE;
    private String user = Ec2Settings.DEFAULT_USER;
    private String instanceTypes = DEFAULT_INSTANCE_TYPES;
    private String subnetIds = "";
    private boolean usePrivateIp;
    private String allowedCidrs = "";
    private boolean spot;
    private @CheckForNull String spread;
    private String instanceProfile = "";
    private String keyName = "";
    private String sshCredentialsId = "";
    private @CheckForNull Integer rootVolumeGib;
    private @CheckForNull Integer bootDeadline;
    private String pricePerHour = "";

    @DataBoundConstructor
    public Ec2Machines() {
        // every field has a default
    }

    @Override
    public String providerName() {
        return Ec2Provider.NAME;
    }

    @Override
    public MachineProvider provider(SwarmContext context) {
        SshKey own = sshCredentialsId.isEmpty()
                ? null
                : SshLogin.with(sshCredentialsId, context.credentials(), context.keys())
                        .key();
        return Ec2Fields.withLabels(() -> new Ec2Provider(
                settings().forSwarm(context.record()),
                account(context.credentials()),
                new SecretKeyVault(context.folder()),
                own));
    }

    @Override
    public void check() {
        settings();
    }

    /** @throws BadInputException if a setting is invalid */
    Ec2Settings settings() {
        return Ec2Fields.settings(this);
    }

    @Override
    public Duration maxBootTime() {
        return bootDeadline == null ? Ec2Timing.DEFAULT.boot() : Duration.ofMinutes(bootDeadline);
    }

    @Override
    public Optional<Cost> cost(SwarmRecord record) {
        return Optional.of(Ec2Cost.of(record, settings().forSwarm(record), Instant.now()));
    }

    @Override
    public void removeLost(List<BuildCredentials> places, Installation own, Progress progress)
            throws InterruptedException {
        Ec2Swarms.removeLost(settings(), Ec2Accounts.inAll(places, this), own, progress);
    }

    /** An AMI id, or {@code resolve:ssm:} and the name of the Systems Manager parameter that holds one. */
    public String getImage() {
        return image;
    }

    @DataBoundSetter
    public void setImage(@CheckForNull String value) {
        image = Ec2Fields.orDefault(value, Ec2Settings.DEFAULT_IMAGE);
    }

    /** The login user of the image. */
    public String getUser() {
        return user;
    }

    @DataBoundSetter
    public void setUser(@CheckForNull String value) {
        user = Ec2Fields.orDefault(value, Ec2Settings.DEFAULT_USER);
    }

    /** Instance types, in the order in which they are tried. */
    public String getInstanceTypes() {
        return instanceTypes;
    }

    @DataBoundSetter
    public void setInstanceTypes(@CheckForNull String value) {
        instanceTypes = Ec2Fields.orDefault(value, DEFAULT_INSTANCE_TYPES);
    }

    /** Subnets, in the order in which they are tried; empty for those of the default VPC. */
    public String getSubnetIds() {
        return subnetIds;
    }

    @DataBoundSetter
    public void setSubnetIds(@CheckForNull String value) {
        subnetIds = Util.fixNull(value).strip();
    }

    /** Whether Jenkins connects to the private addresses of the machines. */
    public boolean isUsePrivateIp() {
        return usePrivateIp;
    }

    @DataBoundSetter
    public void setUsePrivateIp(boolean value) {
        usePrivateIp = value;
    }

    /** CIDR blocks that may connect to SSH; empty for the address of this controller. */
    public String getAllowedCidrs() {
        return allowedCidrs;
    }

    @DataBoundSetter
    public void setAllowedCidrs(@CheckForNull String value) {
        allowedCidrs = Util.fixNull(value).strip();
    }

    /** Whether to launch Spot Instances. */
    public boolean isSpot() {
        return spot;
    }

    @DataBoundSetter
    public void setSpot(boolean value) {
        spot = value;
    }

    /** How instances are distributed over subnets and instance types, a {@link Spread}. */
    public String getSpread() {
        return Ec2Fields.orDefault(spread, Spread.NONE.text());
    }

    @DataBoundSetter
    public void setSpread(@CheckForNull String value) {
        spread = value;
    }

    /** The name or ARN of an instance profile; empty for none. */
    public String getInstanceProfile() {
        return instanceProfile;
    }

    @DataBoundSetter
    public void setInstanceProfile(@CheckForNull String value) {
        instanceProfile = Util.fixNull(value).strip();
    }

    /** The name of an existing key pair in EC2; empty to create one for each swarm. */
    public String getKeyName() {
        return keyName;
    }

    @DataBoundSetter
    public void setKeyName(@CheckForNull String value) {
        keyName = Util.fixNull(value).strip();
    }

    /** The id of SSH credentials with the private key of {@link #getKeyName()}. */
    public String getSshCredentialsId() {
        return sshCredentialsId;
    }

    @DataBoundSetter
    public void setSshCredentialsId(@CheckForNull String value) {
        sshCredentialsId = Util.fixNull(value).strip();
    }

    /** The size of each root volume in GiB; the image decides if absent. */
    @CheckForNull
    public Integer getRootVolumeGib() {
        return rootVolumeGib;
    }

    @DataBoundSetter
    public void setRootVolumeGib(@CheckForNull Integer value) {
        rootVolumeGib = value;
    }

    /** Minutes from the launch until a machine must accept commands; {@link Ec2Timing#DEFAULT} decides if absent. */
    @CheckForNull
    public Integer getBootDeadline() {
        return bootDeadline;
    }

    @DataBoundSetter
    public void setBootDeadline(@CheckForNull Integer value) {
        bootDeadline = value;
    }

    /** The price of a machine per hour, in US dollars; empty for the price table and the built-in prices. */
    public String getPricePerHour() {
        return pricePerHour;
    }

    @DataBoundSetter
    public void setPricePerHour(@CheckForNull String value) {
        pricePerHour = Util.fixNull(value).strip();
    }

    /** Fills in fields that a configuration of another version, or one written by hand, does not have. */
    private Object readResolve() {
        fillInAccount();
        setImage(image);
        setUser(user);
        setInstanceTypes(instanceTypes);
        setSubnetIds(subnetIds);
        setAllowedCidrs(allowedCidrs);
        setInstanceProfile(instanceProfile);
        setKeyName(keyName);
        setSshCredentialsId(sshCredentialsId);
        setPricePerHour(pricePerHour);
        return this;
    }
}
