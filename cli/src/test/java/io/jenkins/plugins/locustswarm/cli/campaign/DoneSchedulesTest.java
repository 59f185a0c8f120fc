package io.jenkins.plugins.locustswarm.cli.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoneSchedulesTest {

    private static final ScheduleResult ONE =
            new ScheduleResult(1, "7/1: no fault", List.of(), List.of("up succeeded"), List.of(), 3);
    private static final ScheduleResult TWO = new ScheduleResult(
            2, "7/2: slow", List.of("the API is slow"), List.of("up was killed"), List.of("left: [i-1]\n\tat"), 4);

    @TempDir
    private Path folder;

    @Test
    void anInterruptedCampaignContinuesAfterTheSchedulesThatAreDone() throws Exception {
        Path file = folder.resolve("campaign/simulated-7.jsonl");
        assertThat(new DoneSchedules(file).read()).isEmpty();
        new DoneSchedules(file).add(ONE);
        Files.writeString(file, "\n{\"number\":9,\"sched", StandardOpenOption.APPEND); // cut off
        new DoneSchedules(file).add(TWO);
        assertThat(new DoneSchedules(file).read()).containsExactly(ONE, TWO);
        new DoneSchedules(file).forget();
        assertThat(new DoneSchedules(file).read()).isEmpty();
    }
}
