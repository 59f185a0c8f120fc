package io.jenkins.plugins.locustswarm.steps.form;

import hudson.Util;
import io.jenkins.plugins.locustswarm.config.SwarmProfile;
import io.jenkins.plugins.locustswarm.engine.SwarmPlan;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.shell.FolderSnapshot;
import java.io.Serializable;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Which machines a swarm has, checked; what a Pipeline keeps of it over a restart. */
public final class MachineSettings implements Serializable {

    static final String DEFAULT_BOOTSTRAP_FOLDER = "bootstrap";

    private static final long serialVersionUID = 1L;

    private final String profile;
    private final int slaves;
    private final int minSlaves;
    private final String bootstrapFolder;
    private final LinkedHashMap<String, String> tags;

    private MachineSettings(
            String profile, int slaves, int minSlaves, String bootstrapFolder, Map<String, String> tags) {
        this.profile = profile;
        this.slaves = slaves;
        this.minSlaves = minSlaves;
        this.bootstrapFolder = bootstrapFolder;
        this.tags = new LinkedHashMap<>(tags);
    }

    /**
     * @param expansion of variables in the fields; none in a Pipeline, which has its own
     * @throws io.jenkins.plugins.locustswarm.engine.failure.BadInputException for numbers that are none
     */
    public static MachineSettings of(MachinesForm fields, UnaryOperator<String> expansion) {
        int slaves = NumberParser.whole("slaves", expansion.apply(fields.getSlaves()), SwarmPlan.DEFAULT_WORKERS);
        Map<String, String> tags = new LinkedHashMap<>();
        fields.getTags().forEach(tag -> tags.put(expansion.apply(tag.getName()), expansion.apply(tag.getValue())));
        return new MachineSettings(
                orElse(expansion.apply(fields.getProfile()), SwarmProfile.DEFAULT_NAME),
                slaves,
                NumberParser.whole("minSlaves", expansion.apply(fields.getMinSlaves()), slaves),
                orElse(expansion.apply(fields.getBootstrapDir()), DEFAULT_BOOTSTRAP_FOLDER),
                tags);
    }

    private static String orElse(String text, String usual) {
        String given = Util.fixEmptyAndTrim(text);
        return given == null ? usual : given;
    }

    public String profile() {
        return profile;
    }

    public String bootstrapFolder() {
        return bootstrapFolder;
    }

    public Map<String, String> tags() {
        return tags;
    }

    /** @throws io.jenkins.plugins.locustswarm.engine.failure.BadInputException when that makes no swarm */
    public SwarmPlan plan(FolderSnapshot bootstrap) {
        return new SwarmPlan(
                EnumSet.allOf(Role.class), slaves, minSlaves, bootstrap, SwarmPlan.DEFAULT_BOOTSTRAP_DEADLINE);
    }

    /** How long bringing it up may take. */
    public Duration maxBringUpTime() {
        return SwarmPlan.DEFAULT_BOOTSTRAP_DEADLINE;
    }
}
