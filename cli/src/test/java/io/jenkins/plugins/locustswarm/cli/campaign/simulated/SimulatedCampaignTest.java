package io.jenkins.plugins.locustswarm.cli.campaign.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.cli.campaign.ScheduleResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Some schedules of the campaign whose table is in docs/reliability.md. */
class SimulatedCampaignTest {

    private static final long SEED = 20261129;
    private static final int SCHEDULES = 30;
    private static final int AT_ONCE = 2;

    @TempDir
    private Path folder;

    /** A schedule that is late waits up to 20 minutes for a quiet computer before it is repeated. */
    @Test
    @Timeout(value = 25, unit = TimeUnit.MINUTES)
    void nothingIsLeftAndNothingHangsWhateverGoesWrongOnEc2AndWhereverTheControllerIsKilled() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try (SimulatedCampaign campaign = new SimulatedCampaign(folder.resolve("records"))) {
            List<Callable<ScheduleResult>> schedules = IntStream.iterate(1, number -> number + 1)
                    .filter(number -> isShort(SimulatedSchedule.of(SEED, number)))
                    .limit(SCHEDULES)
                    .<Callable<ScheduleResult>>mapToObj(number -> () -> campaign.run(SEED, number))
                    .toList();
            List<ScheduleResult> results = new ArrayList<>();
            for (Future<ScheduleResult> result : threads.invokeAll(schedules)) {
                results.add(result.get());
            }
            assertThat(results).allMatch(ScheduleResult::isWell);
        } finally {
            threads.shutdownNow();
        }
    }

    /** A machine that never answers takes until its deadline. */
    private static boolean isShort(SimulatedSchedule schedule) {
        boolean isSmall = schedule.workers() < 100 && schedule.steps().size() < 3;
        return isSmall
                && List.of(
                                Fault.SILENT,
                                Fault.NEVER_BOOTS,
                                Fault.PENDING_FOR_EVER,
                                Fault.ONLY_RUBBISH,
                                Fault.ONLY_STALLS,
                                Fault.TERMINATED_LATE)
                        .stream()
                        .noneMatch(schedule::has);
    }
}
