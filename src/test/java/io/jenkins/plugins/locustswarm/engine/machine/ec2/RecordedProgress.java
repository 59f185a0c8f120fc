package io.jenkins.plugins.locustswarm.engine.machine.ec2;

import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.progress.RunProgress;
import java.util.List;

/** Keeps what an operation says. */
class RecordedProgress implements Progress {

    private final List<String> said;

    /** @param said receives the lines; several threads may add some at once */
    RecordedProgress(List<String> said) {
        this.said = said;
    }

    @Override
    public void phase(String line) {
        said.add(line);
    }

    @Override
    public void detail(String machine, String line) {
        said.add(machine + ": " + line);
    }

    @Override
    public void warning(String line) {
        said.add("warning: " + line);
    }

    @Override
    public void running(RunProgress now) {}
}
