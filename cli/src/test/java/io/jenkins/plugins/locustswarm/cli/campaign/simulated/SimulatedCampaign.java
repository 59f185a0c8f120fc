package io.jenkins.plugins.locustswarm.cli.campaign.simulated;

import io.jenkins.plugins.locustswarm.benchmarks.engine.simulation.SimulatedTime;
import io.jenkins.plugins.locustswarm.cli.campaign.ScheduleResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.commons.io.file.PathUtils;

/** Runs schedules with the real engine on a simulated EC2, whose clock is a hundred times as quick as the real one. */
public final class SimulatedCampaign implements AutoCloseable {

    private static final SimulatedTime TIME = new SimulatedTime(
            100,
            Duration.ofMillis(500),
            Duration.ofSeconds(5),
            Duration.ofSeconds(20),
            Duration.ofSeconds(40),
            millis(200, 300, 500),
            millis(50, 100, 200),
            millis(300, 500),
            IntStream.rangeClosed(20, 60).mapToObj(Duration::ofSeconds).toList());

    /** Nothing in a schedule takes longer than several limits of the simulated time together. */
    private static final Duration MAX_TIME = Duration.ofMinutes(4);

    /** Runs of a schedule that fails in time on a computer that is too busy for the clock. */
    private static final int MAX_RUNS = 4;

    private static final Duration MAX_WAIT = Duration.ofMinutes(20);

    /** The engine waits for a silent machine by the real clock. */
    private static final Duration MAX_TIME_WITH_SILENCE = Duration.ofMinutes(12);

    private static final Duration MAX_TIME_OF_THREADS = Duration.ofSeconds(15);

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final BusyComputer computer = new BusyComputer();
    private final Path folder;

    /** @param folder for the records of swarms */
    public SimulatedCampaign(Path folder) {
        this.folder = folder;
    }

    private static List<Duration> millis(int... values) {
        return IntStream.of(values).mapToObj(Duration::ofMillis).toList();
    }

    /** Runs a schedule of the campaign with this seed. */
    public ScheduleResult run(long seed, int number) throws IOException, InterruptedException {
        SimulatedSchedule schedule = SimulatedSchedule.of(seed, number);
        for (int runs = 1; ; runs++) {
            long started = System.nanoTime();
            ScheduleResult result = run(schedule);
            boolean isLate = !result.isWell() && result.violations().stream().allMatch(ScheduleRun::isAboutTime);
            if (!isLate || runs == MAX_RUNS || !computer.wasBusySince(started)) {
                return result;
            }
            computer.awaitQuiet(MAX_WAIT);
        }
    }

    private ScheduleResult run(SimulatedSchedule schedule) throws IOException, InterruptedException {
        long started = System.nanoTime();
        Path own = Files.createDirectories(folder.resolve("schedule-" + schedule.number()));
        ScheduleRun run = new ScheduleRun(schedule, SimulatedEnvironment.of(schedule, TIME, own), timer);
        List<String> violations = new ArrayList<>();
        ThreadGroup group = new ThreadGroup("schedule " + schedule.number());
        Thread thread = new Thread(
                group,
                () -> {
                    try {
                        run.run();
                    } catch (Throwable e) {
                        violations.add("the campaign itself failed: " + StackTraces.of(e));
                    }
                },
                group.getName());
        thread.setDaemon(true);
        thread.start();
        thread.join((schedule.has(Fault.SILENT) ? MAX_TIME_WITH_SILENCE : MAX_TIME).toMillis());
        if (thread.isAlive()) {
            violations.add(ScheduleRun.HANGS + "\n        " + StackTraces.of(group));
        } else {
            awaitThreads(group, violations);
        }
        violations.addAll(run.violations());
        PathUtils.deleteDirectory(own);
        return new ScheduleResult(
                schedule.number(),
                schedule.toString(),
                schedule.faults().stream().map(Fault::words).toList(),
                run.events(),
                violations,
                TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - started));
    }

    private static void awaitThreads(ThreadGroup group, List<String> violations) throws InterruptedException {
        long deadline = System.nanoTime() + MAX_TIME_OF_THREADS.toNanos();
        while (group.activeCount() > 0) {
            if (System.nanoTime() > deadline) {
                violations.add("threads are left:\n        " + StackTraces.of(group));
                return;
            }
            Thread.sleep(10);
        }
    }

    @Override
    public void close() throws IOException {
        timer.shutdownNow();
        computer.close();
        PathUtils.deleteDirectory(folder);
    }
}
