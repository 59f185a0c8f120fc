package io.jenkins.plugins.locustswarm.engine.machine.ec2.launch;

import io.jenkins.plugins.locustswarm.engine.machine.MachineTurns;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.shell.Shell;
import io.jenkins.plugins.locustswarm.engine.shell.ShellException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Checks whether instances that accept connections are ready, again and again until each of them is. */
final class ReadyTurns implements MachineTurns {

    private final ReadyCheck check;
    private final Duration pause;
    private final Progress progress;
    private final Map<String, BootingMachine> booting = new ConcurrentHashMap<>();
    private final Map<String, Long> checkedAt = new ConcurrentHashMap<>();
    private final BlockingQueue<MachineRecord> ready = new LinkedBlockingQueue<>();

    /** @param pause time between two checks of an instance */
    ReadyTurns(ReadyCheck check, Duration pause, Progress progress) {
        this.check = check;
        this.pause = pause;
        this.progress = progress;
    }

    void add(BootingMachine machine) {
        booting.put(machine.machine().name(), machine);
    }

    /** Waits until an instance is ready, at most for that time, and returns those that are. */
    List<MachineRecord> await(Duration atMost) throws InterruptedException {
        List<MachineRecord> found = new ArrayList<>();
        MachineRecord first = ready.poll(atMost.toNanos(), TimeUnit.NANOSECONDS);
        if (first != null) {
            found.add(first);
            ready.drainTo(found);
        }
        return found;
    }

    @Override
    public boolean turn(MachineRecord machine, Shell shell) throws InterruptedException {
        ReadyCheck.Answer answer = check.on(machine, shell);
        if (answer.failure() != null) {
            booting.get(machine.name()).recordFailure("at " + machine.address() + ": " + answer.failure());
            return true;
        }
        if (!answer.isReady()) {
            waits(machine, "at " + machine.address() + ": " + answer.waitsFor());
            return false;
        }
        answer.warnings().forEach(warning -> progress.warning(machine.name() + ": " + warning));
        progress.detail(machine.name(), "ready at " + machine.address());
        ready.add(machine.withFolders(answer.home() + "/locust-swarm", ReadyCheck.VENV));
        return true;
    }

    @Override
    public void noAnswer(MachineRecord machine, ShellException e) {
        waits(machine, "at " + machine.address() + ": " + e.getMessage());
    }

    private void waits(MachineRecord machine, String what) {
        booting.get(machine.name()).waitsFor(what);
        checkedAt.put(machine.name(), System.nanoTime());
    }

    @Override
    public Duration pause(MachineRecord machine) {
        Long at = checkedAt.get(machine.name());
        return at == null ? Duration.ZERO : pause.minusNanos(System.nanoTime() - at);
    }
}
