package io.jenkins.plugins.locustswarm.report.view;

import io.jenkins.plugins.locustswarm.engine.trend.Condition;
import io.jenkins.plugins.locustswarm.engine.trend.ConditionDifference;
import io.jenkins.plugins.locustswarm.engine.trend.Conditions;
import java.util.Map;
import java.util.stream.Collectors;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Names of the conditions of a run, in the language of the reader. */
@Restricted(NoExternalUse.class)
public final class ConditionWords {

    private ConditionWords() {}

    /** Returns the name of a condition. */
    public static String name(Condition condition) {
        return switch (condition) {
            case LOCUSTFILE -> Messages.Condition_locustfile();
            case HOST -> Messages.Condition_host();
            case USERS -> Messages.Condition_users();
            case SPAWN_RATE -> Messages.Condition_spawnRate();
            case RUN_TIME -> Messages.Condition_runTime();
            case WORKERS -> Messages.Condition_workers();
            case LOCUST_VERSION -> Messages.Condition_locustVersion();
            case RAMP -> Messages.Condition_ramp();
        };
    }

    /** Returns a value of a condition: in words if the engine has words for it, otherwise as it is. Untrusted text. */
    public static String value(String value) {
        return switch (value) {
            case Conditions.NONE -> Messages.Condition_none();
            case Conditions.OF_LOCUSTFILE -> Messages.Condition_ofLocustfile();
            case Conditions.YES -> Messages.Condition_yes();
            case Conditions.NO -> Messages.Condition_no();
            default -> value;
        };
    }

    /** Returns the conditions that differ as parts of a sentence, for example {@code Users: 10 instead of 200}. Untrusted text. */
    public static String differences(Map<Condition, ConditionDifference> differences) {
        return differences.entrySet().stream()
                .map(one -> Messages.Condition_instead(
                        name(one.getKey()),
                        value(one.getValue().value()),
                        value(one.getValue().other())))
                .collect(Collectors.joining("; "));
    }
}
