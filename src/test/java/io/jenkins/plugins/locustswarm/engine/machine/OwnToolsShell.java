package io.jenkins.plugins.locustswarm.engine.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.shell.Quote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** This machine, with some commands of the test. */
public final class OwnToolsShell extends ChangedScriptShell {

    private final Path tools;

    /** @param tools the folder of these commands */
    public OwnToolsShell(Path tools) {
        this.tools = tools;
    }

    /** Adds a command that runs a shell script, in which {@code real} is the command that it takes the place of. */
    public void tool(String name, String script) throws IOException {
        Path file = Files.createDirectories(tools).resolve(name);
        Files.writeString(file, "#!/bin/bash\nreal() { PATH=${PATH#*:} exec " + name + " \"$@\"; }\n" + script + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    @Override
    String changed(String script) {
        return "PATH=" + Quote.word(tools.toString()) + ":$PATH\n" + script;
    }
}
