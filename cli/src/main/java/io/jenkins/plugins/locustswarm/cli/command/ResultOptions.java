package io.jenkins.plugins.locustswarm.cli.command;

import io.jenkins.plugins.locustswarm.cli.operation.OutputFolder;
import io.jenkins.plugins.locustswarm.cli.operation.ResultRequest;
import io.jenkins.plugins.locustswarm.cli.process.Caller;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What becomes of the results. */
final class ResultOptions {

    private static final Path DEFAULT_FOLDER = Path.of("locust-results");

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description =
                    "Folder for the results; those of an earlier run in it are replaced. Without it: locust-results"
                            + " here.")
    private Path output;

    @Mixin
    private JudgeOptions judging;

    /** The folder that was asked for, else the usual one, claimed for this command. */
    OutputFolder claim(Caller caller) {
        return OutputFolder.claim(caller.folder().resolve(output == null ? DEFAULT_FOLDER : output), caller);
    }

    ResultRequest wish(Caller caller) {
        return new ResultRequest(output, judging.judge(caller.folder()), judging.json());
    }
}
