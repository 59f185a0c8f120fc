package io.jenkins.plugins.locustswarm.report.view;

import io.jenkins.plugins.locustswarm.engine.stats.Verdict;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Locale;

/** Figures as people read them in views; what is not there is a dash. */
public final class FigureFormat {

    private static final String NOTHING = "–";
    private static final DecimalFormatSymbols SYMBOLS = DecimalFormatSymbols.getInstance(Locale.ENGLISH);

    /** Whole numbers with separated thousands. */
    public String count(Number number) {
        return number == null ? NOTHING : format("#,##0", number.doubleValue());
    }

    /** A response time; decimals only where they matter. */
    public String ms(Double time) {
        return time == null ? NOTHING : small(time, 0.1, format(time < 10 ? "#,##0.#" : "#,##0", time)) + " ms";
    }

    /** Requests a second, without a unit. */
    public String rate(Double rate) {
        return rate == null ? NOTHING : small(rate, 0.01, format(rate < 100 ? "0.##" : "#,##0", rate));
    }

    /** An amount of money, without its currency; fractions of a cent only where they matter. */
    public String money(Double amount) {
        return amount == null ? NOTHING : format(amount < 1 ? "0.00##" : "#,##0.00", amount);
    }

    /** A ratio as a percentage; a few of very many are never 0 %, and all but a few never 100 %. */
    public String percent(Double ratio) {
        if (ratio == null) {
            return NOTHING;
        }
        String percent = small(ratio, 0.01, format("0.##", ratio * 100));
        return (ratio < 1 && "100".equals(percent) ? "> 99.99" : percent) + " %";
    }

    /** Seconds as {@code 1:05}, or {@code 1:01:05}. */
    public String time(Long seconds) {
        if (seconds == null) {
            return NOTHING;
        }
        Duration time = Duration.ofSeconds(seconds);
        return time.toHours() > 0
                ? String.format(Locale.ROOT, "%d:%02d:%02d", time.toHours(), time.toMinutesPart(), time.toSecondsPart())
                : String.format(Locale.ROOT, "%d:%02d", time.toMinutes(), time.toSecondsPart());
    }

    /** A moment for Jenkins' own date formatting; null when there was none. */
    public Date date(Instant instant) {
        return instant == null ? null : Date.from(instant);
    }

    /** A figure of a gate, whose unit the gate's metric says: parts of one are percentages there. */
    public String gate(String gate, Double figure) {
        if (figure == null) {
            return NOTHING;
        }
        return GateUnit.of(gate).show(this, figure);
    }

    /** A verdict in a word. */
    public String verdict(Verdict verdict) {
        return switch (verdict) {
            case OK -> Messages.Shown_ok();
            case UNSTABLE -> Messages.Shown_unstable();
            case FAILED -> Messages.Shown_failed();
        };
    }

    /** What is more than nothing is not shown as nothing. */
    private static String small(double figure, double smallest, String shown) {
        return figure > 0 && "0".equals(shown) ? "< " + format("0.##", smallest) : shown;
    }

    private static String format(String pattern, double number) {
        return new DecimalFormat(pattern, SYMBOLS).format(number);
    }
}
