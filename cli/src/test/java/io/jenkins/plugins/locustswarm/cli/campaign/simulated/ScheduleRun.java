package io.jenkins.plugins.locustswarm.cli.campaign.simulated;

import io.jenkins.plugins.locustswarm.engine.SwarmPlan;
import io.jenkins.plugins.locustswarm.engine.failure.MachinesLeftException;
import io.jenkins.plugins.locustswarm.engine.failure.SwarmException;
import io.jenkins.plugins.locustswarm.engine.files.FolderSnapshot;
import io.jenkins.plugins.locustswarm.engine.fixture.Repository;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.Ec2Reaper;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Ec2Api;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.record.Installation;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;

/** One run of a schedule, in one thread. */
final class ScheduleRun {

    static final String HANGS = "it hangs:";
    private static final String NOT_TOLERATED = "a fault was not tolerated: ";
    private static final String FEWER = "fewer slaves came up than without a fault: ";
    private static final String SWARM = "load";
    private static final Set<Role> ALL = EnumSet.allOf(Role.class);
    private static final FolderSnapshot BOOTSTRAP = FolderSnapshot.of(Repository.path("bootstrap"));
    private static final Duration LEASE = Duration.ofHours(4);
    private static final Duration BOOTSTRAP_DEADLINE = Duration.ofMinutes(5);
    private static final Duration LATEST_EXTENSION = Duration.ofSeconds(90);
    private static final int MAX_DOWNS = 3;
    private static final int MAX_GROWTH = 50;

    /** EC2 shows everything by then. */
    private static final Duration BEFORE_REAPING = Duration.ofSeconds(60);

    private final SimulatedSchedule schedule;
    private final SimulatedEnvironment world;
    private final ScheduledExecutorService timer;
    private final Random random;
    private final SwarmRecord planned;
    private final List<String> events = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();
    private int asked;

    ScheduleRun(SimulatedSchedule schedule, SimulatedEnvironment world, ScheduledExecutorService timer) {
        this.schedule = schedule;
        this.world = world;
        this.timer = timer;
        this.random = schedule.details();
        Instant now = Instant.now();
        this.planned = SwarmRecord.planned(SWARM, "ann", "c", "ec2", Map.of(), now, now.plus(LEASE));
        this.asked = schedule.workers();
    }

    /** Does everything; afterwards, nothing is left but what {@link #violations} says. */
    void run() {
        schedule.steps().forEach(this::take);
        world.times().end();
        boolean isDown = false;
        for (int i = 0; i < MAX_DOWNS && !isDown; i++) {
            isDown = schedule.losesRecord() ? reap() : down(ALL, CommandEnd.BY_ITSELF);
        }
        checkNothingIsLeft(isDown);
    }

    private void take(SimulatedSchedule.Step step) {
        switch (step.task()) {
            case UP -> up(step.end());
            case GROW -> {
                asked += 1 + random.nextInt(Math.min(asked, MAX_GROWTH));
                up(step.end());
            }
            case DOWN -> down(ALL, step.end());
            case DOWN_SLAVES -> down(EnumSet.of(Role.WORKER), step.end());
        }
    }

    /** Whether it may also come from a computer that is busy. */
    static boolean isAboutTime(String violation) {
        return Stream.of(HANGS, NOT_TOLERATED, Command.TOO_LONG, FEWER).anyMatch(violation::contains);
    }

    /** Returns what has happened. */
    List<String> events() {
        return List.copyOf(events);
    }

    /** Returns what must not happen. */
    List<String> violations() {
        return List.copyOf(violations);
    }

    private void up(CommandEnd end) {
        int needed = Math.min(schedule.needed(), asked);
        SwarmPlan plan =
                new SwarmPlan(ALL, asked, needed, BOOTSTRAP, world.time().real(BOOTSTRAP_DEADLINE));
        try (ControllerProcess process = new ControllerProcess(world, planned, end, timer)) {
            Thread extension = extension(process);
            Command.Result result = new Command(world, timer).run("up", process, end, () -> {
                if (extension != null) {
                    extension.start();
                }
                process.swarm().up(plan);
            });
            join(extension);
            take(result);
            if (result.succeeded()) {
                checkUp(process.swarm().record());
            } else if (end.kind() == CommandEnd.Kind.BY_ITSELF && !schedule.mayFail()) {
                violations.add(NOT_TOLERATED + result.words());
            }
            int most = world.ec2().mostAlive();
            if (most > 1 + asked) {
                violations.add(most + " machines were alive, and " + (1 + asked) + " were asked for");
            }
        }
    }

    private void checkUp(SwarmRecord record) {
        int ready = record.ready(Role.WORKER).size();
        int needed = Math.min(schedule.needed(), asked);
        if (record.ready(Role.MASTER).isEmpty() || ready < needed) {
            violations.add("up succeeded with " + ready + " slaves, although " + needed + " were needed");
        } else if (!schedule.mayFail() && ready < asked) {
            violations.add(FEWER + ready + " of " + asked);
        }
        record.machines().stream()
                .filter(machine -> machine.bootstrapped() != null)
                .filter(machine -> !world.machines().isBootstrapped(machine.id()))
                .forEach(machine -> violations.add("bootstrap.sh has not run on " + machine));
    }

    /** Extends the lease during the bring-up, as Jenkins does. */
    private Thread extension(ControllerProcess process) {
        if (!schedule.extendsLease()) {
            return null;
        }
        Duration wait = Duration.ofMillis(random.nextInt((int) LATEST_EXTENSION.toMillis()));
        Thread thread = new Thread(() -> {
            try {
                world.time().pass(wait);
                process.provider().extendLease(process.keeper(), Instant.now().plus(LEASE.multipliedBy(2)));
            } catch (SwarmException | InterruptedException e) {
                // the next extension tries again
            } catch (Throwable e) {
                if (!process.isKilled()) {
                    violations.add("the extension of the lease threw " + StackTraces.of(e));
                }
            }
        });
        return thread;
    }

    private static void join(Thread thread) {
        if (thread != null) {
            thread.interrupt();
            try {
                thread.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private boolean down(Set<Role> roles, CommandEnd end) {
        if (schedule.has(Fault.CLOCK_JUMPS)) {
            Duration most =
                    random.nextBoolean() ? Duration.ofHours(1) : world.time().real(Duration.ofMinutes(10));
            world.disk()
                    .jump(SWARM, most.multipliedBy(random.nextInt(200) - 100L).dividedBy(100));
        }
        try (ControllerProcess process = new ControllerProcess(world, planned, end, timer)) {
            Command.Result result = new Command(world, timer)
                    .run("down", process, end, () -> process.swarm().down(roles));
            take(result);
            return result.succeeded();
        }
    }

    /** Removes the swarm by its tags, some time after its lease has ended. */
    private boolean reap() {
        world.disk().lose(SWARM);
        try (Ec2Reaper reaper = new Ec2Reaper(world.settings(), new Ec2Api(world.ec2(), world.settings()))) {
            world.time().pass(BEFORE_REAPING);
            reaper.reap(
                    new Installation(Set.of("c"), List::of),
                    Instant.now().plus(LEASE.multipliedBy(3)),
                    Progress.SILENT);
            events.add("the swarm was reaped");
            return true;
        } catch (MachinesLeftException e) {
            events.add("reaping failed: " + e.getMessage());
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void take(Command.Result result) {
        events.add(result.words());
        if (!result.violation().isEmpty()) {
            violations.add(result.violation());
        }
    }

    private void checkNothingIsLeft(boolean isDown) {
        if (!isDown) {
            violations.add("the swarm did not go down");
        }
        List<String> left = new ArrayList<>(world.ec2().left());
        left.addAll(world.ec2().leftoverResources());
        if (!left.isEmpty()) {
            violations.add("left: " + left);
        }
        world.disk().load(SWARM).ifPresent(record -> {
            if (record.phase() != SwarmRecord.Phase.DOWN || !record.machines().isEmpty()) {
                violations.add("the record says " + record.phase() + " with "
                        + record.machines().size() + " machines");
            }
            for (String key : List.of("client_ed25519", "host_ed25519")) {
                if (Files.exists(world.disk().folderOf(SWARM).resolve(key))) {
                    violations.add("the private key " + key + " is left");
                }
            }
        });
    }
}
