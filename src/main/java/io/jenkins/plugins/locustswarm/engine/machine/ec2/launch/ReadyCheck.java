package io.jenkins.plugins.locustswarm.engine.machine.ec2.launch;

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

/**
 * Whether a machine is ready: an authenticated command ran on it, cloud-init is done where there is one, the package
 * manager is free, and the clock that ends the machine is armed.
 */
final class ReadyCheck implements Fleet.Work<ReadyCheck.Answer> {

    /** Where bootstrap.sh, as root, puts Locust. */
    static final String VENV = "/opt/locust-swarm/venv";

    /** How long one check waits on the machine; there is another one after it. */
    private static final Duration WAIT = Duration.ofSeconds(20);

    /**
     * What a machine said.
     *
     * @param home folder of the login user; null while it is not ready
     * @param waitsFor what it is not ready for; null when it is
     * @param warnings what is odd although it is ready
     */
    record Answer(String home, String waitsFor, List<String> warnings) {

        boolean isReady() {
            return home != null;
        }

        static Answer parse(String out) {
            return new Answer(
                    last(out, "home "),
                    last(out, "wait "),
                    out.lines()
                            .filter(line -> line.startsWith("warning "))
                            .map(line -> line.substring(8))
                            .toList());
        }

        private static String last(String out, String word) {
            return out.lines()
                    .filter(line -> line.startsWith(word))
                    .reduce((one, two) -> two)
                    .map(line -> line.substring(word.length()))
                    .orElse(null);
        }
    }

    private final String swarmId;
    private final Instant leaseEnds;

    ReadyCheck(SwarmRecord swarm) {
        this.swarmId = new Ec2Resources(swarm).id().orElseThrow();
        this.leaseEnds = swarm.leaseEnds();
    }

    @Override
    public Answer on(MachineRecord machine, Shell shell) throws InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(Long.toString(WAIT.toSeconds()), MachineClock.script()));
        arguments.addAll(MachineClock.extension(swarmId, leaseEnds));
        ShellResult result = shell.run(Script.resource(ReadyCheck.class, "ready.sh")
                .arguments(arguments)
                .deadline(WAIT.multipliedBy(3)));
        Answer answer = Answer.parse(result.out());
        if (!result.succeeded() || answer.isReady() == (answer.waitsFor() != null)) {
            throw new ShellException(machine.name() + " is not ready: " + String.join(" ", result.lastLines(3)));
        }
        return answer;
    }
}
