package io.jenkins.plugins.locustswarm.engine.progress;

import java.util.List;

/**
 * Keeps the warnings of an operation.
 *
 * @param said receives the warnings; several threads may add some at once
 */
public record Warnings(List<String> said) implements Progress {

    @Override
    public void phase(String line) {}

    @Override
    public void detail(String machine, String line) {}

    @Override
    public void warning(String line) {
        said.add(line);
    }

    @Override
    public void running(RunProgress now) {}
}
