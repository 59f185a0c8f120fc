package io.jenkins.plugins.locustswarm.cli.operation;

import io.jenkins.plugins.locustswarm.cli.process.Caller;
import io.jenkins.plugins.locustswarm.cli.process.ExitCode;
import io.jenkins.plugins.locustswarm.cli.process.FailureMessage;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.stats.results.RunResults;
import io.jenkins.plugins.locustswarm.engine.trend.PastRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs from folders of results.
 *
 * @param runs a run for each folder
 * @param isEmpty whether no folder could be read
 * @param exitCode {@link ExitCode#OK}, or the one for a folder that could not be read
 */
public record History(List<PastRun> runs, boolean isEmpty, int exitCode) {

    public History {
        runs = List.copyOf(runs);
    }

    /** Reads all folders, oldest first. Says which ones cannot be read, and reads the others. */
    public static History read(Caller caller, List<Path> folders) {
        int code = ExitCode.OK;
        boolean empty = true;
        List<PastRun> runs = new ArrayList<>();
        for (Path folder : folders) {
            try {
                Path place = caller.folder().resolve(folder).normalize();
                runs.add(PastRun.of(folder.toString(), RunResults.readAny(place)));
                empty = false;
            } catch (BadInputException e) {
                code = FailureMessage.of(e).print(caller.terminal(), caller.environment());
                runs.add(PastRun.unreadable(folder.toString(), e.getMessage()));
            }
        }
        return new History(runs, empty, code);
    }
}
