package io.jenkins.plugins.locustswarm.report.kept;

import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import java.util.List;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** A health finding, as {@code build.xml} stores it. */
@ExportedBean(defaultVisibility = 3)
public final class HealthNote {

    private static final int COLUMNS = 3;

    private final HealthFinding finding;

    public HealthNote(HealthFinding finding) {
        this.finding = finding;
    }

    /** Parses a {@link #line}, also one of a later version. Of an unknown severity, the figures may be wrong. */
    public static HealthNote parse(String line) {
        List<String> values = TabSeparatedLine.values(line, COLUMNS);
        HealthFinding.Kind kind = TabSeparatedLine.constant(HealthFinding.Kind.class, values.get(1));
        HealthFinding.Severity severity = TabSeparatedLine.constant(HealthFinding.Severity.class, values.get(0));
        return new HealthNote(new HealthFinding(
                kind == null ? HealthFinding.Kind.OTHER : kind,
                severity == null ? HealthFinding.Severity.UNSTABLE : severity,
                values.get(2)));
    }

    /**
     * Formats the finding for {@link #parse}.
     *
     * @param longest the limit of the sentence, in characters
     */
    public String line(int longest) {
        return TabSeparatedLine.line(
                finding.severity(), finding.kind(), TabSeparatedLine.shorten(finding.sentence(), longest));
    }

    public HealthFinding finding() {
        return finding;
    }

    @Exported
    public HealthFinding.Kind getKind() {
        return finding.kind();
    }

    @Exported
    public HealthFinding.Severity getSeverity() {
        return finding.severity();
    }

    /** Untrusted text, since it may quote Locust or the target. */
    @Exported
    public String getSentence() {
        return finding.sentence();
    }
}
