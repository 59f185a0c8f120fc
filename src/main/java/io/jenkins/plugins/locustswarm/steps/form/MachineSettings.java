package io.jenkins.plugins.locustswarm.steps.form;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import io.jenkins.plugins.locustswarm.config.SwarmProfile;
import io.jenkins.plugins.locustswarm.engine.SwarmPlan;
import io.jenkins.plugins.locustswarm.engine.files.FolderSnapshot;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import java.io.Serializable;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The settings of a swarm's machines, checked. Pipeline stores them with the step, for a restart. */
public final class MachineSettings implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String profile;
    private final int slaves;
    private final int minSlaves;

    @CheckForNull
    private final String bootstrapFolder;

    @CheckForNull
    private final String locustfile;

    private final LinkedHashMap<String, String> tags;

    private MachineSettings(
            String profile,
            int slaves,
            int minSlaves,
            @CheckForNull String bootstrapFolder,
            @CheckForNull String locustfile,
            Map<String, String> tags) {
        this.profile = profile;
        this.slaves = slaves;
        this.minSlaves = minSlaves;
        this.bootstrapFolder = bootstrapFolder;
        this.locustfile = locustfile;
        this.tags = new LinkedHashMap<>(tags);
    }

    /**
     * @param locustfile the locustfile whose folder is sent to the machines; may be empty if there is a bootstrap directory
     * @param expansion expands variables of the build in the fields; the identity in a Pipeline, where Groovy does it
     * @throws io.jenkins.plugins.locustswarm.engine.failure.BadInputException if a number is not valid, or the bootstrap
     *     directory is not in the workspace
     */
    public static MachineSettings of(MachinesForm fields, String locustfile, UnaryOperator<String> expansion) {
        int slaves = NumberParser.whole("slaves", expansion.apply(fields.getSlaves()), SwarmPlan.DEFAULT_WORKERS);
        int minSlaves = NumberParser.whole("minSlaves", expansion.apply(fields.getMinSlaves()), slaves);
        SwarmPlan.checkNumbers(slaves, minSlaves);
        Map<String, String> tags = new LinkedHashMap<>();
        fields.getTags().forEach(tag -> tags.put(expansion.apply(tag.getName()), expansion.apply(tag.getValue())));
        return new MachineSettings(
                orElse(expansion.apply(fields.getProfile()), SwarmProfile.DEFAULT_NAME),
                slaves,
                minSlaves,
                WorkspaceFolder.parse("bootstrapDir", expansion.apply(fields.getBootstrapDir())),
                Util.fixEmptyAndTrim(expansion.apply(locustfile)),
                tags);
    }

    private static String orElse(String text, String defaultText) {
        String given = Util.fixEmptyAndTrim(text);
        return given == null ? defaultText : given;
    }

    public String profile() {
        return profile;
    }

    /** Returns the path of the bootstrap directory below the workspace, if one was named. */
    @CheckForNull
    public String bootstrapFolder() {
        return bootstrapFolder;
    }

    /** Returns the path of the locustfile, if one was named. */
    @CheckForNull
    public String locustfile() {
        return locustfile;
    }

    public Map<String, String> tags() {
        return tags;
    }

    /** @throws io.jenkins.plugins.locustswarm.engine.failure.BadInputException if the settings and the files make no valid swarm */
    public SwarmPlan plan(FolderSnapshot bootstrap) {
        return new SwarmPlan(
                EnumSet.allOf(Role.class), slaves, minSlaves, bootstrap, SwarmPlan.DEFAULT_BOOTSTRAP_DEADLINE);
    }

    /** Returns how long bringing the swarm up may take. */
    public Duration maxBringUpTime() {
        return SwarmPlan.DEFAULT_BOOTSTRAP_DEADLINE;
    }
}
