package io.jenkins.plugins.locustswarm.engine.trend;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.record.Load;
import io.jenkins.plugins.locustswarm.engine.record.LocustfileName;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * The conditions of a run.
 *
 * @param known what is known of them, as text; long ones in the form of {@link ConditionText}. Nothing is known of a Locust without a swarm; what is unknown differs from
 *     nothing.
 */
public record Conditions(Map<Condition, String> known) {

    /** The value of a condition that is not set, or not by the plan of the run. */
    public static final String NONE = "none";

    /** The host of a run whose plan has none. */
    public static final String OF_LOCUSTFILE = "that of the locustfile";

    /** The value of a condition that holds. */
    public static final String YES = "yes";

    /** The value of a condition that does not hold. */
    public static final String NO = "no";

    public Conditions {
        known = Collections.unmodifiableMap(known.isEmpty() ? new EnumMap<>(Condition.class) : new EnumMap<>(known));
    }

    static final Conditions UNKNOWN = new Conditions(Map.of());

    /** Returns the known conditions of a run. */
    public static Conditions of(RunSummary run) {
        if (run.swarm() == null) {
            return UNKNOWN;
        }
        Load load = run.load();
        Map<Condition, String> known = new EnumMap<>(Condition.class);
        if (!LocustfileName.ALL.equals(load.locustfile())) { // any directory, in summaries of earlier versions
            known.put(Condition.LOCUSTFILE, ConditionText.shorten(text(load.locustfile()), ConditionText.SHORT));
        }
        known.put(
                Condition.HOST,
                load.host() == null ? OF_LOCUSTFILE : ConditionText.shorten(load.host(), ConditionText.HOST));
        known.put(Condition.USERS, text(load.users()));
        known.put(Condition.SPAWN_RATE, load.spawnRate() == null ? NONE : number(load.spawnRate()));
        known.put(Condition.RUN_TIME, load.runTime() == null ? NONE : load.runTimeSeconds() + " s");
        known.put(Condition.WORKERS, text(run.workers().asked()));
        if (run.locustVersion() != null) {
            known.put(Condition.LOCUST_VERSION, ConditionText.shorten(run.locustVersion(), ConditionText.SHORT));
        }
        known.put(Condition.RAMP, run.leavesOutRamp() ? NO : YES);
        return new Conditions(known);
    }

    private static String text(@CheckForNull Object value) {
        return value == null ? NONE : value.toString();
    }

    private static String number(double value) {
        return Double.isFinite(value)
                ? BigDecimal.valueOf(value).stripTrailingZeros().toPlainString()
                : String.valueOf(value); // in a summary that was changed by hand
    }

    /** Returns the differences from other conditions, as far as both are known, in the order of the conditions. */
    Map<Condition, ConditionDifference> differences(Conditions other) {
        Map<Condition, ConditionDifference> differences = new EnumMap<>(Condition.class);
        known.forEach((condition, value) -> {
            String theirs = other.known.get(condition);
            if (theirs != null && !theirs.equals(value)) {
                differences.put(condition, new ConditionDifference(value, theirs));
            }
        });
        return differences;
    }

    /** Returns the differences that keep figures from being compared. */
    public Map<Condition, ConditionDifference> decisiveDifferences(Conditions other) {
        Map<Condition, ConditionDifference> differences = differences(other);
        differences.keySet().removeIf(condition -> !condition.isDecisive());
        return differences;
    }

    /** Returns these conditions, and those of another run where these are unknown. */
    Conditions or(Conditions other) {
        Map<Condition, String> all = new EnumMap<>(Condition.class);
        all.putAll(other.known);
        all.putAll(known);
        return new Conditions(all);
    }
}
