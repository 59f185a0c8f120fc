package io.jenkins.plugins.locustswarm.engine.stats.health;

import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.LOCUST_VERSIONS;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.STRAY_CONFIGURATION;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.note;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.unstable;

import io.jenkins.plugins.locustswarm.engine.locust.WorkerLog;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Whether something else than what was asked had a say: configuration files that Locust reads by itself, and Locusts
 * of several versions in one swarm. Locust warns of the latter only when more than the last part differs.
 */
final class ConfigurationHealth implements HealthRule {

    @Override
    public List<HealthFinding> check(RunEvidence run) {
        List<HealthFinding> found = new ArrayList<>();
        List<String> stray = run.facts().strayConfiguration();
        if (!stray.isEmpty()) {
            found.add(note(
                    STRAY_CONFIGURATION,
                    "Locust also read " + String.join(", ", stray)
                            + " beside the locustfile, which may have changed the run."));
        }
        versions(run, found);
        return found;
    }

    private static void versions(RunEvidence run, List<HealthFinding> found) {
        String master = run.master() == null ? null : run.master().version();
        TreeSet<String> others = new TreeSet<>();
        if (run.master() != null) {
            others.addAll(run.master().otherVersions().values());
        }
        boolean warned = !others.isEmpty();
        run.workers().stream()
                .map(WorkerLog::version)
                .filter(version -> version != null && master != null && !version.equals(master))
                .forEach(others::add);
        if (!others.isEmpty()) {
            String sentence = "The master ran Locust " + (master == null ? "of another version" : master)
                    + " and some workers " + String.join(", ", others) + ".";
            found.add(warned ? unstable(LOCUST_VERSIONS, sentence) : note(LOCUST_VERSIONS, sentence));
        }
    }
}
