package io.jenkins.plugins.locustswarm.cli.command.option;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.cli.operation.OutputFolder;
import io.jenkins.plugins.locustswarm.cli.operation.ResultRequest;
import io.jenkins.plugins.locustswarm.cli.process.Caller;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where the results go, and how they are judged and shown. */
public final class ResultOptions {

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description = "Folder for the results. Results of an earlier run in it are replaced. Default:"
                    + " locust-results.")
    @CheckForNull
    private Path output;

    @Mixin
    private GateOptions gates;

    @Mixin
    private JsonOption json;

    /** Claims the folder for the results for this command. */
    public OutputFolder claimFolder(Caller caller) {
        Path folder = output == null ? OutputFolder.DEFAULT : output;
        return OutputFolder.claim(caller.folder().resolve(folder), caller);
    }

    public ResultRequest request(Caller caller) {
        return new ResultRequest(output, gates.judge(caller, null), json.isSet());
    }
}
