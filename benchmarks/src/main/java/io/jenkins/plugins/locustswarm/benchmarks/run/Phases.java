package io.jenkins.plugins.locustswarm.benchmarks.run;

import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.progress.RunProgress;
import java.util.function.Consumer;

/** Passes on the main progress messages of the engine, without the details for single machines. */
public record Phases(Consumer<String> phases, Consumer<String> warnings) implements Progress {

    /** Leaves warnings out. */
    public Phases(Consumer<String> phases) {
        this(phases, line -> {});
    }

    @Override
    public void phase(String line) {
        phases.accept(line);
    }

    @Override
    public void detail(String machine, String line) {}

    @Override
    public void warning(String line) {
        warnings.accept(line);
    }

    @Override
    public void running(RunProgress now) {}
}
