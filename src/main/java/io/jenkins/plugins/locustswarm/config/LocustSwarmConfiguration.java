package io.jenkins.plugins.locustswarm.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
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
import java.util.stream.Stream;
import jenkins.model.GlobalConfiguration;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/** The global configuration: swarm profiles, prices and the lease margin. */
@Extension
@Symbol("locustSwarm")
public final class LocustSwarmConfiguration extends GlobalConfiguration {

    /** The interval at which Jenkins checks for leases that end soon. */
    public static final Duration BETWEEN_LEASE_CHECKS = Duration.ofMinutes(5);

    /** Two intervals, in minutes, so that one check may fail before a lease ends. */
    static final int MIN_MARGIN = 2 * (int) BETWEEN_LEASE_CHECKS.toMinutes();

    /** Minutes. */
    static final int MAX_MARGIN = 24 * 60;

    private static final int DEFAULT_MARGIN = 30;

    /** Contains a local profile by default, so that a first job runs without any configuration. */
    private volatile List<SwarmProfile> profiles =
            new ArrayList<>(List.of(new SwarmProfile(SwarmProfile.DEFAULT_NAME, new LocalMachines())));

    private volatile List<InstancePrice> prices = new ArrayList<>();
    private int leaseMargin = DEFAULT_MARGIN;
    private @CheckForNull String controllerId;

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

    /**
     * Takes the whole form or nothing of it. The form omits lists that are empty.
     *
     * @throws FormException if a setting is invalid; the message names it
     */
    @Override
    public boolean configure(StaplerRequest2 request, JSONObject json) throws FormException {
        List<SwarmProfile> newProfiles = request.bindJSONToList(SwarmProfile.class, json.opt("profiles"));
        List<InstancePrice> newPrices = request.bindJSONToList(InstancePrice.class, json.opt("prices"));
        int newMargin = json.optInt("leaseMargin");
        check("profiles", () -> ConfigurationCheck.profiles(newProfiles));
        check("prices", () -> ConfigurationCheck.prices(newPrices));
        check("leaseMargin", () -> checkMargin(newMargin));
        setProfiles(newProfiles);
        setPrices(newPrices);
        setLeaseMargin(newMargin);
        return true;
    }

    private static void check(String field, Runnable check) throws FormException {
        try {
            check.run();
        } catch (BadInputException e) {
            throw new FormException(e.getMessage(), e, field);
        }
    }

    public synchronized List<SwarmProfile> getProfiles() {
        return List.copyOf(profiles);
    }

    /** @throws BadInputException if a profile is invalid, or two have the same name; the message names it */
    @DataBoundSetter
    public synchronized void setProfiles(List<SwarmProfile> value) {
        ConfigurationCheck.profiles(value);
        profiles = new ArrayList<>(value);
        save();
    }

    /** Changes the folders of the profiles after a folder was renamed or moved. */
    synchronized void folderMoved(String oldFullName, String newFullName) {
        List<SwarmProfile> moved = new ArrayList<>();
        boolean isChanged = false;
        for (SwarmProfile profile : profiles) {
            SwarmProfile after = profile.withFolderMoved(oldFullName, newFullName);
            boolean isSame = after.getFolders().equals(profile.getFolders());
            moved.add(isSame ? profile : after);
            isChanged |= !isSame;
        }
        if (isChanged) {
            profiles = moved; // unchecked: a profile with another fault must not keep the old name
            save();
        }
    }

    /** The prices of EC2 instance types, for profiles without a price of their own. */
    public List<InstancePrice> getPrices() {
        return List.copyOf(prices);
    }

    /** @throws BadInputException if a price is invalid; the message names its entry */
    @DataBoundSetter
    public void setPrices(List<InstancePrice> value) {
        ConfigurationCheck.prices(value);
        prices = new ArrayList<>(value);
        save();
    }

    /** Returns the valid prices: an invalid one must not prevent a teardown. */
    List<Ec2Price> usablePrices() {
        return prices.stream()
                .flatMap(price -> price.usable(sentence -> {}).stream())
                .toList();
    }

    /** The minutes that a lease lasts beyond the expected end of its use. */
    public int getLeaseMargin() {
        return withinLimits(leaseMargin); // an earlier version accepted shorter margins
    }

    /** @throws BadInputException if the margin is not within the limits, which the message gives */
    @DataBoundSetter
    public void setLeaseMargin(int minutes) {
        checkMargin(minutes);
        leaseMargin = minutes;
        save();
    }

    private static void checkMargin(int minutes) {
        if (withinLimits(minutes) != minutes) {
            throw new BadInputException(Messages.LocustSwarmConfiguration_WrongMargin(minutes, marginRule()));
        }
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

    /** Returns {@link #getLeaseMargin()} as a duration. */
    public Duration leaseMargin() {
        return Duration.ofMinutes(getLeaseMargin());
    }

    /** Returns the id that distinguishes this controller from others in the same AWS account; creates it if absent. */
    public String controllerId() {
        return controllerIds().get(0);
    }

    /**
     * Returns the id of this controller, followed by former ids that swarms may still carry. They are kept in a file beside
     * the records, so that swarms are still recognised if this configuration is lost.
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

    /** Returns the profiles that a job, or the jobs in a folder, may use. */
    public List<SwarmProfile> profilesFor(Item item) {
        return profiles.stream().filter(profile -> profile.isFor(item)).toList();
    }

    /**
     * Returns the profile with this name.
     *
     * @throws BadInputException if it does not exist or the job may not use it; the message does not reveal which
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
