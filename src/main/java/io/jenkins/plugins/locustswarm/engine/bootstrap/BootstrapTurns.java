package io.jenkins.plugins.locustswarm.engine.bootstrap;

import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.files.FolderSnapshot;
import io.jenkins.plugins.locustswarm.engine.machine.MachineTurns;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.run.SwarmTools;
import io.jenkins.plugins.locustswarm.engine.shell.LastLines;
import io.jenkins.plugins.locustswarm.engine.shell.Shell;
import io.jenkins.plugins.locustswarm.engine.shell.ShellException;
import io.jenkins.plugins.locustswarm.engine.shell.ssh.UntrustedHostException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** On each machine, one turn starts bootstrap.sh, and further turns look at it until it has ended. */
final class BootstrapTurns implements MachineTurns {

    private final SwarmTools tools;
    private final FolderSnapshot files;
    private final Duration longest;
    private final boolean asRoot;

    // by identity, as another machine may take the place of one that is gone
    private final Map<String, MachineBootstrap> machines = new ConcurrentHashMap<>();
    private final Map<String, UnaryOperator<MachineRecord>> unsaved = new ConcurrentHashMap<>();
    private final Set<String> left = ConcurrentHashMap.newKeySet();
    private final LostMachines lost;
    private final BootstrapPace pace;

    BootstrapTurns(SwarmTools tools, FolderSnapshot files, Duration longest) {
        this.tools = tools;
        this.files = files;
        this.longest = longest;
        this.asRoot = tools.provider().bootstrapsAsRoot();
        this.lost = new LostMachines(tools.provider());
        this.pace = new BootstrapPace(0, tools.fleet().atOnce(tools.swarm()));
    }

    /** Prepares the turns of a machine. */
    void add(MachineRecord machine) {
        BootstrapOutput output = new BootstrapOutput(line -> tools.progress().detail(machine.name(), line));
        boolean mayRun = files.digest().equals(machine.bootstrapping());
        machines.put(machine.identity(), new MachineBootstrap(output, mayRun, pace.takeScoutSlot()));
    }

    /** Records that another machine takes the place of this one, whose last turn may still hang. */
    void markReplaced(MachineRecord machine) {
        lost.markReplaced(machine);
        if (!left.add(machine.identity())) {
            pace.addReplacement();
        }
    }

    /** Records the number of machines that are or will be added. */
    void expect(int count) {
        pace.expect(count);
    }

    /** Returns whether bootstrap.sh may run on the machine. */
    boolean mayRun(MachineRecord machine) {
        return of(machine).mayRun();
    }

    /** Returns whether bootstrap.sh is known not to run on the machine. */
    boolean hasEnded(MachineRecord machine) {
        return of(machine).hasEnded();
    }

    private MachineBootstrap of(MachineRecord machine) {
        return machines.get(machine.identity());
    }

    @Override
    public Duration pause(MachineRecord machine) {
        return of(machine).pause(pace);
    }

    @Override
    public boolean turn(MachineRecord machine, Shell shell) throws InterruptedException {
        MachineBootstrap bootstrap = of(machine);
        try {
            BootstrapOnMachine script = new BootstrapOnMachine(machine, shell);
            BootstrapState state = next(machine, script, bootstrap);
            lost.recordAnswer(machine);
            return take(machine, script, bootstrap, state);
        } catch (BringUpException e) {
            remove(machine);
            throw e;
        }
    }

    private BootstrapState next(MachineRecord machine, BootstrapOnMachine script, MachineBootstrap bootstrap)
            throws InterruptedException {
        Duration wait = pace.waitOnMachine();
        if (bootstrap.mayRun()) {
            return script.follow(files.digest(), wait, bootstrap.output());
        }
        if (machine.bootstrapping() != null || machine.bootstrapped() != null) {
            script.stop(asRoot); // its files are about to change, and what it has done must not count for the new ones
        }
        bootstrap.recordStart(); // before it is known: the answer may be lost
        try {
            return script.start(files, longest, asRoot, wait, bootstrap.output());
        } catch (ShellException e) {
            bootstrap.recordStartFailure(e);
            throw e;
        }
    }

    private boolean take(
            MachineRecord machine, BootstrapOnMachine script, MachineBootstrap bootstrap, BootstrapState state)
            throws InterruptedException {
        if (state.phase() == BootstrapState.Phase.RUNNING) {
            bootstrap.recordRunning(state, longest);
            pace.recordStillRunning();
            if (bootstrap.isOverdue()) { // its supervisor has not ended it
                script.stop(asRoot);
                bootstrap.recordEnd();
                throw failed(tooLong(machine), bootstrap);
            }
            return false;
        }
        boolean absent = state.phase() == BootstrapState.Phase.ABSENT;
        if (absent && bootstrap.whyNotStarted().isPresent()) {
            bootstrap.recordEnd();
            ShellException e = bootstrap.whyNotStarted().get();
            throw new BringUpException(e.getMessage(), e);
        }
        if (absent && bootstrap.wasStartedTooOften()) {
            bootstrap.recordEnd();
            throw failed(filesLost(machine), bootstrap);
        }
        boolean fails = !state.succeeded();
        if (absent || fails && !bootstrap.begun()) {
            bootstrap.recordAbsent(); // a failure that an earlier process has not seen is tried again
            return false;
        }
        bootstrap.recordEnd();
        if (fails) {
            throw failed(reason(machine, state), bootstrap);
        }
        remove(machine);
        pace.recordSuccess(state.elapsed());
        save(machine, state);
        return true;
    }

    private void remove(MachineRecord machine) {
        if (left.add(machine.identity())) {
            pace.remove();
        }
    }

    /** Saving the record of a large swarm takes some milliseconds, so that one save takes all machines that wait for it. */
    private void save(MachineRecord machine, BootstrapState state) {
        unsaved.put(machine.identity(), known -> known.withBootstrapped(files.digest(), state.cpus(), state.python()));
        Map<String, UnaryOperator<MachineRecord>> saved = new HashMap<>();
        tools.update(record -> {
            saved.putAll(unsaved);
            return record.withSameMachines(saved);
        });
        unsaved.keySet().removeAll(saved.keySet());
    }

    @Override
    public void noAnswer(MachineRecord machine, ShellException e) throws InterruptedException {
        MachineBootstrap bootstrap = of(machine);
        try {
            if (!bootstrap.mayRun() || e instanceof UntrustedHostException) {
                throw e;
            }
            Optional<String> why = lost.whyGone(tools.swarm(), machine);
            if (why.isPresent()) {
                throw new BringUpException(machine.name() + " " + why.get() + " while bootstrap.sh ran.", e);
            }
            bootstrap.recordSilence(tools.provider().maxSilence());
            if (bootstrap.isLost() || bootstrap.isOverdue()) {
                throw new BringUpException(e.getMessage() + " bootstrap.sh may still be running on it.", e);
            }
        } catch (RuntimeException givenUp) {
            remove(machine);
            throw givenUp;
        }
        tools.progress().detail(machine.name(), e.getMessage() + " Trying again.");
    }

    private String reason(MachineRecord machine, BootstrapState state) {
        if (state.late()) {
            return tooLong(machine);
        }
        if (state.phase() == BootstrapState.Phase.VANISHED) {
            return "bootstrap.sh on " + machine.name() + " was killed, or the machine was restarted."
                    + diskFull(machine, state);
        }
        return "bootstrap.sh failed on " + machine.name() + " (exit code " + state.exitCode() + ")."
                + diskFull(machine, state);
    }

    private static String diskFull(MachineRecord machine, BootstrapState state) {
        return state.diskFull() ? " The disk of " + machine.name() + " is full." : "";
    }

    private String tooLong(MachineRecord machine) {
        return "bootstrap.sh on " + machine.name() + " did not end within " + longest.toSeconds() + " s.";
    }

    private static String filesLost(MachineRecord machine) {
        return "bootstrap.sh was started on " + machine.name() + " several times, but its files disappeared each time:"
                + " something on that machine deletes files in " + machine.folder() + ".";
    }

    private static BringUpException failed(String reason, MachineBootstrap bootstrap) {
        return new BringUpException(reason + LastLines.of(bootstrap.output().lastLines()));
    }
}
