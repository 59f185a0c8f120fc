package io.jenkins.plugins.locustswarm.engine.run;

import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.failure.SwarmException;
import io.jenkins.plugins.locustswarm.engine.locust.LocustOnMachine;
import io.jenkins.plugins.locustswarm.engine.machine.Fleet.Outcome;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.record.RunRecord;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Stops Locust and keeps the machines. */
public final class RunStop {

    private final SwarmTools tools;

    public RunStop(SwarmTools tools) {
        this.tools = tools;
    }

    public void killall(Set<Role> roles) throws InterruptedException {
        SwarmRecord swarm = tools.swarm();
        if (swarm.run() == null) {
            return;
        }
        tools.progress().phase("Stopping Locust on swarm " + swarm.name() + ".");
        List<MachineRecord> machines = swarm.machines().stream()
                .filter(machine -> roles.contains(machine.role()) && machine.address() != null)
                .toList();
        List<Outcome<Void>> outcomes = tools.fleet().onEach(swarm, machines, (machine, shell) -> {
            new LocustOnMachine(swarm.run(), machine, shell).stop();
            return null;
        });
        List<Outcome<Void>> failed = outcomes.stream().filter(Outcome::failed).toList();
        if (!failed.isEmpty()) {
            throw new BringUpException(
                    failed.stream()
                                    .map(outcome -> outcome.failure().getMessage())
                                    .collect(Collectors.joining(" ")) + " Repeat the command, or take the swarm down.",
                    failed.get(0).failure());
        }
        if (roles.contains(Role.MASTER) && swarm.openRun().isPresent()) {
            // another run may have been started, or the swarm taken down, while Locust was being stopped
            tools.updateAnyway(
                    record -> record.openRun().isEmpty()
                            ? record
                            : record.withSameRun(swarm.run(), run -> run.withPhase(RunRecord.Phase.STOPPED)),
                    "Locust was stopped, but that could not be recorded: stop it again before the next run.");
        }
    }

    /** Stops a run for a caller that throws an exception of its own; a failure to stop it is only a warning. */
    void discard() throws InterruptedException {
        discard(EnumSet.allOf(Role.class));
    }

    /** Stops Locust on the machines of these roles for a caller that throws an exception of its own. */
    void discard(Set<Role> roles) throws InterruptedException {
        try {
            killall(roles);
        } catch (SwarmException e) {
            tools.progress().warning(e.getMessage());
        }
    }
}
