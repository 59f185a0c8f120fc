package io.jenkins.plugins.locustswarm.report.checks;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.stats.Verdict;
import io.jenkins.plugins.locustswarm.engine.text.Printable;
import io.jenkins.plugins.locustswarm.engine.text.VerdictText;
import java.util.Optional;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The check of a load test.
 *
 * @param name the name that the platform shows, and by which it recognizes the check in the next build
 * @param verdict the verdict of the run
 * @param title the verdict and its reason, as plain text
 * @param summary the verdict and the most important figures, as Markdown
 * @param text gates, changes, findings and the most conspicuous requests, as Markdown
 * @param url the URL of the report; only a path if the URL of Jenkins is not configured
 */
@Restricted(NoExternalUse.class)
public record LoadTestCheck(String name, Verdict verdict, String title, String summary, String text, String url) {

    /**
     * @param name the name of the check; {@code Load test <test>} if absent
     * @param test the name of the test
     */
    public static LoadTestCheck of(@CheckForNull String name, String test, RunSummary summary, String url) {
        String title = VerdictText.of(test, summary);
        CheckText text = new CheckText(summary);
        return new LoadTestCheck(
                Printable.line(name == null ? "Load test " + test : name),
                summary.verdict(),
                title,
                text.overview(title),
                text.details(url),
                url);
    }

    /** Returns the URL if it has a host: platforms refuse others. */
    Optional<String> absoluteUrl() {
        return Optional.of(url).filter(CheckText::isAbsolute);
    }
}
