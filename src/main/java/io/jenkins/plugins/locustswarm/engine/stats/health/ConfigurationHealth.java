package io.jenkins.plugins.locustswarm.engine.stats.health;

import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.LOCUST_VERSIONS;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.STRAY_CONFIGURATION;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.note;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.unstable;

import io.jenkins.plugins.locustswarm.engine.locust.log.MasterLog;
import io.jenkins.plugins.locustswarm.engine.locust.log.WorkerLog;
import io.jenkins.plugins.locustswarm.engine.stats.Excerpt;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * Finds what can make a run differ from its options: configuration files that Locust reads by itself, and different
 * versions of Locust in one swarm. Locust itself warns about versions only if more than the last part differs.
 */
final class ConfigurationHealth implements HealthRule {

    /** In characters, for what a log calls a version. */
    private static final int MAX_VERSION = 40;

    @Override
    public List<HealthFinding> check(RunEvidence run) {
        List<HealthFinding> found = new ArrayList<>();
        List<String> stray = run.facts().strayConfiguration();
        if (!stray.isEmpty()) {
            found.add(note(
                    STRAY_CONFIGURATION,
                    "Locust also read configuration from " + WorkerNames.list(stray)
                            + " next to the locustfile, which may have changed the run."));
        }
        versions(run, found);
        return found;
    }

    private static void versions(RunEvidence run, List<HealthFinding> found) {
        MasterLog master = run.master();
        if (master == null) {
            return;
        }
        String version = master.version();
        TreeSet<String> others = new TreeSet<>(master.workers().otherVersions().values());
        boolean warned = !others.isEmpty();
        run.workers().stream()
                .map(WorkerLog::version)
                .filter(other -> other != null && version != null && !other.equals(version))
                .forEach(others::add);
        if (!others.isEmpty()) {
            String sentence = (version == null ? "The master ran another version" : "The master ran Locust " + version)
                    + ", and some workers ran Locust " + versionList(others) + ".";
            found.add(warned ? unstable(LOCUST_VERSIONS, sentence) : note(LOCUST_VERSIONS, sentence));
        }
    }

    private static String versionList(Collection<String> versions) {
        return WorkerNames.list(versions.stream()
                .map(version -> Excerpt.line(version, MAX_VERSION))
                .toList());
    }
}
