package io.jenkins.plugins.locustswarm.engine.stop.watch;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.record.EarlyStop;
import io.jenkins.plugins.locustswarm.engine.stats.RequestName;
import io.jenkins.plugins.locustswarm.engine.stats.csv.HistoryRow;
import io.jenkins.plugins.locustswarm.engine.stop.StopCondition;
import io.jenkins.plugins.locustswarm.engine.stop.StopMetric;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/**
 * Decides whether a load has to be stopped.
 *
 * @param conditions the conditions that stop it
 * @param began when the load began, by the master's clock
 * @param runTime how long the load lasts; rows after it do not count, since users are being stopped then
 */
public record StopWatch(
        List<StopCondition> conditions,
        Instant began,
        @CheckForNull Duration runTime) {

    public StopWatch {
        conditions = List.copyOf(conditions);
    }

    /**
     * Returns the first condition that is met by the newest rows.
     *
     * @param history the rows of each name, the oldest first
     */
    public Optional<EarlyStop> check(Map<RequestName, List<HistoryRow>> history) {
        for (StopCondition condition : conditions) {
            for (RequestName name : named(condition.name(), history)) {
                Optional<EarlyStop> stop = check(condition, history.get(name));
                if (stop.isPresent()) {
                    return stop;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<EarlyStop> check(StopCondition condition, List<HistoryRow> rows) {
        StopWindow window = StopWindow.newest(rows, condition.time());
        if (window == null
                || window.begins() < began.getEpochSecond() + condition.after().toSeconds()
                || runTime != null && window.ends() > began.plus(runTime).getEpochSecond()) {
            return Optional.empty();
        }
        OptionalDouble figure = window.figureIfHeld(condition);
        return figure.isEmpty()
                ? Optional.empty()
                : Optional.of(EarlyStop.met(
                        condition.toString(),
                        sentence(condition, window, figure.getAsDouble()),
                        Instant.ofEpochSecond(window.ends())));
    }

    private String sentence(StopCondition condition, StopWindow window, double figure) {
        return "The stop condition \"" + condition + "\" was met " + (window.ends() - began.getEpochSecond())
                + " s after the load began: " + condition.metric()
                + (condition.metric().kind() == StopMetric.Kind.FAILURES ? " were " : " was ")
                + text(condition.metric(), figure) + ".";
    }

    private static String text(StopMetric metric, double figure) {
        boolean failures = metric.kind() == StopMetric.Kind.FAILURES;
        if (!Double.isFinite(figure)) { // a difference of enormous figures
            return String.valueOf(figure);
        }
        BigDecimal number = BigDecimal.valueOf(failures ? figure * 100 : figure)
                .setScale(2, RoundingMode.HALF_UP)
                .stripTrailingZeros();
        return number.toPlainString() + (failures ? " %" : metric.isTime() ? " ms" : "");
    }

    /** Returns the requests that the name in a condition means, as the name in a gate does. */
    private static List<RequestName> named(@CheckForNull String text, Map<RequestName, List<HistoryRow>> history) {
        if (text == null) {
            return history.containsKey(RequestName.AGGREGATED) ? List.of(RequestName.AGGREGATED) : List.of();
        }
        List<RequestName> typed = select(history, name -> text.equals(name.type() + " " + name.name()));
        return typed.isEmpty() ? select(history, name -> text.equals(name.name())) : typed;
    }

    private static List<RequestName> select(Map<RequestName, List<HistoryRow>> history, Predicate<RequestName> wanted) {
        return history.keySet().stream().filter(wanted).toList();
    }
}
