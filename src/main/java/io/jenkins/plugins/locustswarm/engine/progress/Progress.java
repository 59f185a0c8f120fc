package io.jenkins.plugins.locustswarm.engine.progress;

/**
 * Where the engine says what it does: a terminal, a build log, or a list in a test. Called from several threads;
 * an implementation must not throw and must return quickly.
 */
public interface Progress {

    /** Says nothing to anybody. */
    Progress SILENT = new Progress() {
        @Override
        public void phase(String line) {}

        @Override
        public void detail(String machine, String line) {}

        @Override
        public void warning(String line) {}

        @Override
        public void running(RunProgress now) {}
    };

    /** A phase begins or has ended: one line of its own. */
    void phase(String line);

    /** What a machine just printed, for a display that shows the newest line only. */
    void detail(String machine, String line);

    /** Something the user should know although the work goes on. */
    void warning(String line);

    /** Where the run is now; called every second or so. */
    void running(RunProgress now);
}
