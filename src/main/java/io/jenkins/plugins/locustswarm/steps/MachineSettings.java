package io.jenkins.plugins.locustswarm.steps;

import hudson.Util;
import io.jenkins.plugins.locustswarm.config.SwarmProfile;
import io.jenkins.plugins.locustswarm.engine.SwarmPlan;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.shell.FolderSnapshot;
import java.io.Serializable;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Which machines a swarm has, checked; what a Pipeline keeps of it over a restart. */
final class MachineSettings implements Serializable {

    static final String USUAL_BOOTSTRAP_FOLDER = "bootstrap";

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
     * @throws BadInputException for numbers that are none
     */
    static MachineSettings of(MachinesForm fields, UnaryOperator<String> expansion) {
        int slaves = Numbers.whole("slaves", expansion.apply(fields.getSlaves()), SwarmPlan.USUAL_WORKERS);
        Map<String, String> tags = new LinkedHashMap<>();
        fields.getTags().forEach(tag -> tags.put(expansion.apply(tag.getName()), expansion.apply(tag.getValue())));
        return new MachineSettings(
                orElse(expansion.apply(fields.getProfile()), SwarmProfile.DEFAULT_NAME),
                slaves,
                Numbers.whole("minSlaves", expansion.apply(fields.getMinSlaves()), slaves),
                orElse(expansion.apply(fields.getBootstrapDir()), USUAL_BOOTSTRAP_FOLDER),
                tags);
    }

    private static String orElse(String text, String usual) {
        String given = Util.fixEmptyAndTrim(text);
        return given == null ? usual : given;
    }

    String profile() {
        return profile;
    }

    String bootstrapFolder() {
        return bootstrapFolder;
    }

    Map<String, String> tags() {
        return tags;
    }

    /** @throws BadInputException when that makes no swarm */
    SwarmPlan plan(FolderSnapshot bootstrap) {
        return new SwarmPlan(
                EnumSet.allOf(Role.class), slaves, minSlaves, bootstrap, SwarmPlan.USUAL_BOOTSTRAP_DEADLINE);
    }

    /** How long bringing it up may take. */
    Duration longestBringUp() {
        return SwarmPlan.USUAL_BOOTSTRAP_DEADLINE;
    }
}
