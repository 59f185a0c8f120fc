package io.jenkins.plugins.locustswarm.report.view;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.stats.GateResult;
import io.jenkins.plugins.locustswarm.engine.stats.Verdict;
import io.jenkins.plugins.locustswarm.engine.trend.RelativeChange;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Locale;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Formats figures, in the language of the reader or in English; an absent figure becomes a dash. The numbers of a page are in the
 * language of its texts, which is English for a reader whose language has no translation.
 */
@Restricted(NoExternalUse.class)
public final class FigureFormat {

    private static final String ABSENT = "–";

    private final Locale locale;

    /** For a page: in the language of the user who looks at it. */
    public FigureFormat() {
        this(Locale.forLanguageTag(Messages.FigureFormat_language()));
    }

    FigureFormat(Locale locale) {
        this.locale = locale;
    }

    /** For texts that are kept or sent, and do not depend on a reader. */
    public static FigureFormat english() {
        return new FigureFormat(Locale.ENGLISH);
    }

    /** Formats a whole number with thousands separators. */
    public String count(@CheckForNull Number number) {
        return number == null ? ABSENT : format("#,##0", number.doubleValue());
    }

    /** Formats a response time in ms; with a decimal below 10 ms. */
    public String ms(@CheckForNull Double time) {
        return time == null ? ABSENT : msWithoutUnit(time) + " ms";
    }

    /** Formats a response time in ms as {@link #ms} does, but without the unit, which the heading of the column has. */
    public String msWithoutUnit(@CheckForNull Double time) {
        return time == null ? ABSENT : small(time, 0.1, format(time < 10 ? "#,##0.#" : "#,##0", time));
    }

    /** Formats requests per second, without a unit. */
    public String rate(@CheckForNull Double rate) {
        return rate == null ? ABSENT : small(rate, 0.01, format(rate < 100 ? "0.##" : "#,##0", rate));
    }

    /** Formats an amount of money without its currency; with fractions of a cent below 1. */
    public String money(@CheckForNull Double amount) {
        return amount == null ? ABSENT : format(amount < 1 ? "0.00##" : "#,##0.00", amount);
    }

    /** Formats a ratio as a percentage. Only a ratio of 0 becomes 0 %, and only a ratio of 1 becomes 100 %. */
    public String percent(@CheckForNull Double ratio) {
        if (ratio == null) {
            return ABSENT;
        }
        String percent = small(ratio, 0.01, format("0.##", ratio * 100));
        return (ratio < 1 && "100".equals(percent) ? "> " + format("0.##", 99.99) : percent) + " %";
    }

    /** Formats a relative change, for example {@code +19 %}; the change of a figure that was 0 has no ratio. */
    public String change(@CheckForNull Double ratio) {
        return ratio == null ? Messages.Change_fromZero() : RelativeChange.text(ratio, locale);
    }

    /** Formats a share of a whole in whole percent; a smaller one that is not 0 becomes {@code < 1 %}. */
    public String share(@CheckForNull Double ratio) {
        if (ratio == null) {
            return ABSENT;
        }
        return ratio > 0 && ratio < 0.01 ? "< 1 %" : format("0", ratio * 100) + " %";
    }

    /** Formats a size of a file. */
    public String bytes(long bytes) {
        return bytes < 1000
                ? bytes + " B"
                : bytes < 1_000_000 ? format("0.#", bytes / 1e3) + " KB" : format("#,##0.#", bytes / 1e6) + " MB";
    }

    /** Returns the verdict at the beginning of a sentence that its reasons complete, which are English; alone if there are none. */
    public String because(Verdict verdict, String why) {
        return why.isEmpty() ? verdict(verdict) : Messages.Verdict_because(verdict(verdict));
    }

    /** Returns the language of the texts and the numbers, for scripts. */
    public String getLanguage() {
        return locale.toLanguageTag();
    }

    /**
     * Formats a figure that is followed over time.
     *
     * @param metric median, average, p95, p99, rps or failures
     */
    public String followed(String metric, @CheckForNull Double figure) {
        return switch (metric) {
            case "rps" -> rate(figure) + " /s";
            case "failures" -> percent(figure);
            default -> ms(figure);
        };
    }

    /** Formats seconds as {@code 1:05} or {@code 1:01:05}. */
    public String time(@CheckForNull Long seconds) {
        if (seconds == null) {
            return ABSENT;
        }
        Duration time = Duration.ofSeconds(seconds);
        return time.toHours() > 0
                ? String.format(Locale.ROOT, "%d:%02d:%02d", time.toHours(), time.toMinutesPart(), time.toSecondsPart())
                : String.format(Locale.ROOT, "%d:%02d", time.toMinutes(), time.toSecondsPart());
    }

    /** Converts an instant for the date format of Jenkins. */
    @CheckForNull
    public Date date(@CheckForNull Instant instant) {
        return instant == null ? null : Date.from(instant);
    }

    /**
     * Formats a figure of a gate.
     *
     * @param unit absent for a gate that an earlier version judged; the figure then has no unit
     */
    public String gate(@CheckForNull GateResult.Unit unit, @CheckForNull Double figure) {
        if (figure == null) {
            return ABSENT;
        }
        if (unit == null) {
            return rate(figure);
        }
        return switch (unit) {
            case MILLISECONDS -> ms(figure);
            case PER_SECOND -> rate(figure) + " /s";
            case RATIO -> percent(figure);
            case COUNT -> count(figure);
        };
    }

    /** Returns a verdict as text. */
    public String verdict(Verdict verdict) {
        return switch (verdict) {
            case OK -> Messages.Verdict_ok();
            case UNSTABLE -> Messages.Verdict_unstable();
            case FAILED -> Messages.Verdict_failed();
        };
    }

    /** Replaces "0" for a positive figure by "less than the smallest figure shown". */
    private String small(double figure, double smallest, String shown) {
        return figure > 0 && "0".equals(shown) ? "< " + format("0.##", smallest) : shown;
    }

    private String format(String pattern, double number) {
        return new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(locale)).format(number);
    }
}
