package io.jenkins.plugins.locustswarm.engine.machine.ec2.launch;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.machine.Fleet;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.record.Ec2Resources;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.engine.shell.Script;
import io.jenkins.plugins.locustswarm.engine.shell.Shell;
import io.jenkins.plugins.locustswarm.engine.shell.ShellException;
import io.jenkins.plugins.locustswarm.engine.shell.ShellResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Checks whether an instance is ready: it accepts commands, cloud-init has finished if it ran, the package manager
 * is free, and the timer that ends the instance runs.
 */
final class ReadyCheck implements Fleet.Work<ReadyCheck.Answer> {

    /** The virtual environment that bootstrap.sh creates as root. */
    static final String VENV = "/opt/locust-swarm/venv";

    /** How long one check waits on the instance; {@link ReadyTurns} repeats the check. */
    private static final Duration WAIT = Duration.ofSeconds(20);

    /** The same where instances wait for a connection meanwhile. */
    private static final Duration WAIT_OF_MANY = Duration.ofSeconds(1);

    /**
     * The answer of an instance.
     *
     * @param home home folder of the login user, if the instance is ready
     * @param waitsFor what the instance waits for, if it is not ready
     * @param failure why the instance will not be ready later, either
     * @param warnings findings that do not keep the instance from being used
     */
    record Answer(
            @CheckForNull String home,
            @CheckForNull String waitsFor,
            @CheckForNull String failure,
            List<String> warnings) {

        boolean isReady() {
            return home != null;
        }

        private boolean isClear() {
            return Stream.of(home, waitsFor, failure).filter(Objects::nonNull).count() == 1;
        }

        static Answer parse(String out) {
            return new Answer(
                    last(out, "home "),
                    last(out, "wait "),
                    last(out, "failed "),
                    out.lines()
                            .filter(line -> line.startsWith("warning "))
                            .map(line -> line.substring(8))
                            .toList());
        }

        @CheckForNull
        private static String last(String out, String prefix) {
            return out.lines()
                    .filter(line -> line.startsWith(prefix))
                    .reduce((one, two) -> two)
                    .map(line -> line.substring(prefix.length()))
                    .orElse(null);
        }
    }

    private final String swarmId;
    private final Instant leaseEnds;
    private final Duration wait;

    /** @param isLarge whether the swarm has more machines than connections */
    ReadyCheck(SwarmRecord swarm, boolean isLarge) {
        this.wait = isLarge ? WAIT_OF_MANY : WAIT;
        this.swarmId = new Ec2Resources(swarm).id().orElseThrow();
        this.leaseEnds = swarm.leaseEnds();
    }

    @Override
    public Answer on(MachineRecord machine, Shell shell) throws InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(Long.toString(wait.toSeconds()), MachineTimer.script()));
        arguments.addAll(MachineTimer.extension(swarmId, leaseEnds));
        ShellResult result = shell.run(Script.resource(ReadyCheck.class, "ready.sh")
                .arguments(arguments)
                .deadline(wait.plus(WAIT.multipliedBy(2))));
        Answer answer = Answer.parse(result.out());
        if (!result.succeeded() || !answer.isClear()) {
            throw new ShellException(machine.name() + " is not ready: " + String.join(" ", result.lastLines(3)));
        }
        return answer;
    }
}
