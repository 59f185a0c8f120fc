package io.jenkins.plugins.locustswarm.config;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Price;
import io.jenkins.plugins.locustswarm.engine.record.ControllerIds;
import io.jenkins.plugins.locustswarm.engine.record.FileRecordStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import jenkins.model.GlobalConfiguration;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/** What administrators set for all swarms of this Jenkins. */
@Extension
@Symbol("locustSwarm")
public final class LocustSwarmConfiguration extends GlobalConfiguration {

    /** How often Jenkins looks for leases that end soon. */
    public static final Duration BETWEEN_LEASE_CHECKS = Duration.ofMinutes(5);

    /** A lease with less left than the margin is extended: two checks, so that one of them may fail. */
    static final int MIN_MARGIN = 2 * (int) BETWEEN_LEASE_CHECKS.toMinutes();

    static final int MAX_MARGIN = 24 * 60;

    private static final Logger LOGGER = Logger.getLogger(LocustSwarmConfiguration.class.getName());
    private static final int DEFAULT_MARGIN = 30;

    /** So that a first job runs before anything is configured. */
    private volatile List<SwarmProfile> profiles =
            new ArrayList<>(List.of(new SwarmProfile(SwarmProfile.DEFAULT_NAME, new LocalMachines())));

    private volatile List<InstancePrice> prices = new ArrayList<>();
    private int leaseMargin = DEFAULT_MARGIN;
    private String controllerId;

    public LocustSwarmConfiguration() {
        load();
    }

    public static LocustSwarmConfiguration get() {
        return ExtensionList.lookupSingleton(LocustSwarmConfiguration.class);
    }

    @Override
    public String getDisplayName() {
        return Messages.LocustSwarmConfiguration_DisplayName();
    }

    /** A list that has become empty is not in what the form sends. */
    @Override
    public boolean configure(StaplerRequest2 request, JSONObject json) {
        if (!json.has("profiles")) {
            setProfiles(List.of());
        }
        if (!json.has("prices")) {
            setPrices(List.of());
        }
        request.bindJSON(this, json);
        return true;
    }

    public List<SwarmProfile> getProfiles() {
        return List.copyOf(profiles);
    }

    @DataBoundSetter
    public void setProfiles(List<SwarmProfile> value) {
        profiles = new ArrayList<>(value);
        save();
    }

    /** What machines on EC2 cost, for profiles that do not say it themselves. */
    public List<InstancePrice> getPrices() {
        return List.copyOf(prices);
    }

    @DataBoundSetter
    public void setPrices(List<InstancePrice> value) {
        prices = new ArrayList<>(value);
        value.forEach(price -> price.usable(
                sentence -> LOGGER.log(Level.WARNING, "A price is left out of the price table. {0}", sentence)));
        save();
    }

    /** Those that can be used: one that cannot must not keep a swarm from being taken down. */
    List<Ec2Price> usablePrices() {
        return prices.stream()
                .flatMap(price -> price.usable(sentence -> {}).stream())
                .toList();
    }

    /** How many minutes machines may live beyond the expected end of what they do. */
    public int getLeaseMargin() {
        return withinLimits(leaseMargin); // an older version has let shorter ones pass
    }

    /** @param minutes those outside of the limits become the nearest limit, and the log says so */
    @DataBoundSetter
    public void setLeaseMargin(int minutes) {
        leaseMargin = withinLimits(minutes);
        if (leaseMargin != minutes) {
            LOGGER.log(
                    Level.WARNING,
                    "The lease margin {0} cannot be used, {1} is taken in its place. {2}",
                    new Object[] {minutes, leaseMargin, marginRule()});
        }
        save();
    }

    private static int withinLimits(int minutes) {
        return Math.max(MIN_MARGIN, Math.min(minutes, MAX_MARGIN));
    }

    private static String marginRule() {
        return Messages.LocustSwarmConfiguration_Margin(
                String.valueOf(MIN_MARGIN),
                String.valueOf(MAX_MARGIN),
                String.valueOf(BETWEEN_LEASE_CHECKS.toMinutes()));
    }

    /** The same as a duration. */
    public Duration leaseMargin() {
        return Duration.ofMinutes(getLeaseMargin());
    }

    /** Tells this Jenkins from others that use the same account; made when it is first needed. */
    public String controllerId() {
        return controllerIds().get(0);
    }

    /**
     * The same, followed by the ids that this Jenkins had before and that swarms may still carry. They are kept in a file
     * beside the records of the swarms, so that this configuration can be lost and the swarms are not.
     */
    public synchronized List<String> controllerIds() {
        Path folder = Jenkins.get().getRootDir().toPath().resolve("locust-swarm");
        List<String> ids = new ControllerIds(folder.resolve("controller-ids"))
                .orElse(
                        () -> Stream.concat(
                                        Stream.ofNullable(controllerId),
                                        ControllerIds.recordedIn(
                                                new FileRecordStore(folder.resolve("swarms")), record -> true)
                                                .stream())
                                .toList(),
                        () -> "jenkins-" + UUID.randomUUID());
        if (!ids.get(0).equals(controllerId)) {
            controllerId = ids.get(0);
            save();
        }
        return ids;
    }

    /** The profiles that this job, or a job in this folder, may use. */
    public List<SwarmProfile> profilesFor(Item item) {
        return profiles.stream().filter(profile -> profile.isFor(item)).toList();
    }

    /**
     * The profile with this name.
     *
     * @throws BadInputException when there is none, or the job may not use it: which of the two is not told
     */
    public SwarmProfile profile(String name, Item job) {
        return profilesFor(job).stream()
                .filter(profile -> profile.getName().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new BadInputException(Messages.LocustSwarmConfiguration_NoProfile(name, job.getFullName())));
    }

    @POST
    public FormValidation doCheckLeaseMargin(@QueryParameter String value) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        return value.matches("\\d{1,4}") && withinLimits(Integer.parseInt(value)) == Integer.parseInt(value)
                ? FormValidation.ok()
                : FormValidation.error(marginRule());
    }
}
