package io.jenkins.plugins.locustswarm.engine.progress;

/**
 * Receives the progress of an operation, for example for a terminal or a build log. The methods are called from several
 * threads; an implementation must not throw exceptions and must return quickly.
 */
public interface Progress {

    /** Ignores all events. */
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

    /** Reports that a phase begins or has ended, in one line. */
    void phase(String line);

    /** Reports a line that a machine has printed, for a display of the newest line. */
    void detail(String machine, String line);

    /** Reports something that the user should know although the operation continues. */
    void warning(String line);

    /** Reports the state of the run, about once per second. */
    void running(RunProgress now);
}
