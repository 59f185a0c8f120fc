package io.jenkins.plugins.locustswarm.cli.campaign;

import io.jenkins.plugins.locustswarm.cli.demo.KanduApi;
import io.jenkins.plugins.locustswarm.cli.fixture.CommandLab;
import io.jenkins.plugins.locustswarm.cli.fixture.CommandProcess;
import io.jenkins.plugins.locustswarm.cli.fixture.VenvOfTests;
import io.jenkins.plugins.locustswarm.cli.fixture.WellRun;
import io.jenkins.plugins.locustswarm.cli.home.Home;
import io.jenkins.plugins.locustswarm.engine.fixture.cloud.LoopbackCloud;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.record.Ec2Resources;
import io.jenkins.plugins.locustswarm.engine.record.RunRecord;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.engine.shell.Deadline;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import io.jenkins.plugins.locustswarm.engine.stats.SummaryJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.commons.io.file.PathUtils;

/**
 * Whole tests on the cloud on loopback, each with something that goes wrong and a command that is killed somewhere.
 * With or without a recovery, nothing may be left, and no run that could be finished may be lost.
 */
final class Campaign implements AutoCloseable {

    /**
     * The outcome of a schedule.
     *
     * @param schedule which
     * @param command how the command ended
     * @param seconds how long it all took
     * @param faults violations; empty if all is well
     */
    record Outcome(Schedule schedule, String command, long seconds, List<String> faults) {

        ScheduleResult result(long seed) {
            List<String> kinds = schedule.trouble() == CloudFault.NONE
                    ? List.of()
                    : List.of(schedule.trouble().words());
            String words = "%d/%d: %s; killed %s; %s"
                    .formatted(
                            seed,
                            schedule.number(),
                            schedule.trouble().words(),
                            schedule.death(),
                            schedule.recovery().words());
            return new ScheduleResult(schedule.number(), words, kinds, List.of(command), faults, seconds);
        }
    }

    private static final String SWARM = "campaign";
    private static final Duration LEASE = Duration.ofSeconds(20);
    private static final Duration TIMER_PATIENCE = Duration.ofSeconds(60);

    private final LoopbackCloud cloud;
    private final KanduApi api;
    private final Path folder;

    Campaign(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        this.cloud = LoopbackCloud.start();
        this.api = KanduApi.start();
    }

    Outcome run(Schedule schedule) throws IOException, InterruptedException {
        long started = System.nanoTime();
        cloud.reset();
        cloud.machines().shuttingDown(Duration.ofMillis(100));
        cloud.show(VenvOfTests.real(), VenvOfTests.SEEN);
        schedule.trouble().prepare(cloud, schedule.random());
        Path own = Files.createDirectory(folder.resolve("schedule-" + schedule.number()));
        CommandLab lab = new CommandLab(own)
                .bootstrap()
                .bootstrapScript(VenvOfTests.BOOTSTRAP)
                .write("loopback.cfg", cloud.configuration());
        List<String> faults = new ArrayList<>();
        String command = "";
        try {
            command = runAndKill(schedule, lab, faults);
        } finally {
            secrets(own, faults);
            if (faults.isEmpty()) {
                PathUtils.deleteDirectory(own);
            }
        }
        return new Outcome(schedule, command, (System.nanoTime() - started) / 1_000_000_000, faults);
    }

    private String runAndKill(Schedule schedule, CommandLab lab, List<String> faults)
            throws IOException, InterruptedException {
        boolean forgotten = schedule.recovery() == Schedule.Recovery.TIMER;
        List<String> line = new ArrayList<>(List.of(
                "test",
                "-c",
                "loopback.cfg",
                "--swarm",
                SWARM,
                "-s",
                "2",
                "-f",
                "typical_load.py",
                "-H",
                api.baseUrl(),
                "-u",
                "4",
                "-r",
                "4",
                "-t",
                "4",
                "-e",
                "MAX_WAIT=200",
                "--workers-wait",
                "2m"));
        if (forgotten) {
            line.addAll(List.of("--lease", LEASE.toSeconds() + "s"));
        }
        boolean killed;
        int code;
        try (CommandProcess command = lab.start(line.toArray(String[]::new))) {
            killed = killWhenDue(schedule.death(), command);
            code = command.exitCode();
            if (!killed) {
                judgeOwnEnd(schedule, lab, command, code, faults);
            }
        }
        cloud.faults().clear();
        Optional<SwarmRecord> record = new Home(lab.home()).records().load(SWARM);
        boolean runOpen = record.flatMap(SwarmRecord::openRun).isPresent();
        if (killed) {
            recover(schedule, lab, record, faults);
        }
        nothingLeft(lab, faults);
        return killed ? "killed" + (runOpen ? " with an open run" : "") : "ended by itself with " + code;
    }

    private boolean killWhenDue(KillPoint death, CommandProcess command) throws IOException, InterruptedException {
        if (death.call() > 0) {
            AtomicInteger calls = new AtomicInteger();
            cloud.faults().onCall(call -> {
                if (calls.incrementAndGet() == death.call()) {
                    if (!death.carriedOut()) {
                        cloud.faults().loseCall(call.action(), 1);
                    }
                    command.destroy();
                }
            });
        } else if (death.words() != null && command.saysBeforeItEnds(death.words())) {
            Thread.sleep(death.laterMillis()); // the schedule's own choice, not a wait for something
            command.destroy();
        }
        command.exitCode();
        return command.wasDestroyed();
    }

    private static void judgeOwnEnd(
            Schedule schedule, CommandLab lab, CommandProcess command, int code, List<String> faults)
            throws IOException {
        if (!(code == 0 || code == 1 && wentWell(lab)) && !schedule.trouble().mayCostTheRun()) {
            faults.add("exit code " + code + ": " + command.err());
        }
        if (code > 3 || !command.err().contains("Bringing up swarm")) {
            faults.add("exit code " + code + " without anybody's kill: " + command.err());
        }
    }

    private static boolean wentWell(CommandLab lab) {
        return WellRun.findings(SummaryJson.readFrom(lab.path("locust-results"))).stream()
                .allMatch(finding -> finding.severity() == HealthFinding.Severity.NOTE);
    }

    private void recover(Schedule schedule, CommandLab lab, Optional<SwarmRecord> record, List<String> faults)
            throws IOException, InterruptedException {
        switch (schedule.recovery()) {
            case RESUME -> {
                if (record.flatMap(SwarmRecord::openRun).isPresent()) {
                    resume(schedule, lab, record.get().run(), faults);
                }
                down(lab, faults);
            }
            case DOWN -> down(lab, faults);
            case TIMER -> waitForTheTimer(lab, record, faults);
        }
    }

    private void resume(Schedule schedule, CommandLab lab, RunRecord run, List<String> faults) throws IOException {
        CommandLab.Result result =
                lab.run("run", "-c", "loopback.cfg", "--swarm", SWARM, "--resume", "-o", "recovered");
        Path summary = lab.folder().resolve("recovered/summary.json");
        boolean finished = result.code() <= 1 && Files.exists(summary);
        if (run.phase() == RunRecord.Phase.STARTED && !schedule.trouble().mayCostTheRun()) {
            if (!finished) {
                faults.add("a run was lost: " + result.code() + " " + result.err());
            } else if (SummaryJson.readFrom(summary.getParent()).total().requests() == 0) {
                faults.add("a run came back without requests");
            }
        }
    }

    private static void down(CommandLab lab, List<String> faults) {
        boolean known = !lab.swarms().isEmpty();
        CommandLab.Result result = lab.run("down", "all", "-c", "loopback.cfg", "--swarm", SWARM);
        if (known && result.code() != 0) {
            faults.add("down: " + result.code() + " " + result.err());
        }
    }

    private void waitForTheTimer(CommandLab lab, Optional<SwarmRecord> record, List<String> faults)
            throws InterruptedException {
        if (record.filter(Campaign::hasExtendedLease).isPresent()) {
            down(lab, faults); // it ends later than this campaign waits
            return;
        }
        Deadline deadline = Deadline.in(LEASE.plus(TIMER_PATIENCE));
        while (cloud.left().stream().anyMatch(left -> left.startsWith("i-"))) {
            if (deadline.passed()) {
                faults.add("machines did not end by themselves: " + cloud.left());
                break;
            }
            deadline.pause(Duration.ofMillis(200));
        }
        while (!record.isEmpty() && !lab.swarms().isEmpty()) {
            CommandLab.Result reaped = lab.run("reap", "-c", "loopback.cfg");
            if (deadline.passed()) {
                faults.add("reap: " + reaped.code() + " " + reaped.err() + reaped.out());
                return;
            }
            deadline.pause(Duration.ofMillis(500));
        }
    }

    /** Returns whether the lease was extended for a run, which may not be in the record yet. */
    private static boolean hasExtendedLease(SwarmRecord record) {
        return new Ec2Resources(record).taggedLease().isAfter(Instant.now().plus(LEASE));
    }

    private void nothingLeft(CommandLab lab, List<String> faults) {
        if (!cloud.left().isEmpty()) {
            faults.add("left in the cloud: " + cloud.left());
        }
        if (!lab.swarms().isEmpty()) {
            faults.add("a record is left: " + lab.swarms());
        }
    }

    private static void secrets(Path own, List<String> faults) throws IOException {
        try (Stream<Path> files = Files.walk(own)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                boolean mayHold = file.endsWith("loopback.cfg");
                if (!mayHold && Files.readString(file).contains(LoopbackCloud.SECRET_KEY)) {
                    faults.add("the secret key is in " + file);
                }
            }
        }
    }

    @Override
    public void close() {
        api.close();
        cloud.close();
    }
}
