package io.jenkins.plugins.locustswarm.config;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.Ec2Price;
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

    private static final Logger LOGGER = Logger.getLogger(LocustSwarmConfiguration.class.getName());
    private static final int USUAL_MARGIN = 30;
    private static final int LONGEST_MARGIN = 24 * 60;

    /** So that a first job runs before anything is configured. */
    private volatile List<SwarmProfile> profiles =
            new ArrayList<>(List.of(new SwarmProfile(SwarmProfile.DEFAULT_NAME, new LocalMachines())));

    private volatile List<InstancePrice> prices = new ArrayList<>();
    private int leaseMargin = USUAL_MARGIN;
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
        return leaseMargin;
    }

    @DataBoundSetter
    public void setLeaseMargin(int minutes) {
        leaseMargin = Math.max(1, Math.min(minutes, LONGEST_MARGIN));
        save();
    }

    /** The same as a duration. */
    public Duration leaseMargin() {
        return Duration.ofMinutes(leaseMargin);
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
        return value.matches("\\d{1,4}") && Integer.parseInt(value) >= 1 && Integer.parseInt(value) <= LONGEST_MARGIN
                ? FormValidation.ok()
                : FormValidation.error(Messages.LocustSwarmConfiguration_Margin());
    }
}
