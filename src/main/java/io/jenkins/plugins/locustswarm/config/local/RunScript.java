package io.jenkins.plugins.locustswarm.config.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import hudson.remoting.RemoteOutputStream;
import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.locustswarm.engine.shell.LocalShell;
import io.jenkins.plugins.locustswarm.engine.shell.Script;
import io.jenkins.plugins.locustswarm.engine.shell.ShellResult;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import jenkins.MasterToSlaveFileCallable;

/** Runs a script on the node. */
final class RunScript extends MasterToSlaveFileCallable<ShellResult> {

    private static final long serialVersionUID = 1L;

    private final String machine;
    private final Script script;
    private final RemoteOutputStream lines;

    /** @param lines receives the output of the script line by line */
    RunScript(String machine, Script script, RemoteOutputStream lines) {
        this.machine = machine;
        this.script = script;
        this.lines = lines;
    }

    @Override
    public ShellResult invoke(File root, VirtualChannel channel) throws IOException, InterruptedException {
        try (OutputStream out = lines;
                LocalShell shell = new LocalShell(machine)) {
            return shell.run(script.onLine(line -> send(out, line)));
        }
    }

    private static void send(OutputStream out, String line) {
        try {
            synchronized (out) {
                out.write((line + "\n").getBytes(UTF_8));
            }
        } catch (IOException e) {
            // nothing reads the output any more; the result contains what matters
        }
    }
}
