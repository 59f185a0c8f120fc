package io.jenkins.plugins.locustswarm.steps.operation;

import hudson.console.HyperlinkNote;
import hudson.model.TaskListener;
import io.jenkins.plugins.locustswarm.engine.progress.RunProgress;
import io.jenkins.plugins.locustswarm.engine.text.Printable;
import io.jenkins.plugins.locustswarm.engine.text.ProgressLines;
import java.time.Duration;

/** Writes the progress of an operation to the build's log, and that of a run to the build's page. */
final class BuildLog extends ProgressLines {

    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);

    private final LivePageUpdates page;

    /** @param page the page of the test, if the operation runs one */
    BuildLog(TaskListener listener, LivePageUpdates page) {
        super(text -> print(listener, text), BETWEEN_LINES);
        this.page = page;
    }

    /** Prints text that may come from a target: it cannot imitate lines of the log. */
    static void print(TaskListener listener, String text) {
        listener.getLogger().println(Printable.lines(text));
    }

    /**
     * Prints a link to a page of Jenkins. Jenkins turns an absolute URL into a link by itself; a path, which is all
     * there is if the URL of Jenkins is not configured, needs a note that the console turns into one.
     *
     * @param url absolute, or relative to Jenkins
     */
    static void printLink(TaskListener listener, String label, String url) {
        boolean absolute = url.matches("https?://.*");
        listener.getLogger().println(label + ": " + (absolute ? url : HyperlinkNote.encodeTo("/" + url, url)));
    }

    @Override
    public void phase(String line) {
        super.phase(line);
        page.message(line);
    }

    @Override
    public void warning(String line) {
        super.warning(line);
        page.message(line);
    }

    @Override
    public synchronized void running(RunProgress now) {
        super.running(now);
        page.update(now);
    }
}
