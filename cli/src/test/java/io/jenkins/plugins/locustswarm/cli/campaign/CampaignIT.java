package io.jenkins.plugins.locustswarm.cli.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The first schedules of the campaign whose table is in docs/reliability.md. */
class CampaignIT {

    private static final long SEED = 20261124;
    private static final int SCHEDULES = 8;

    @Test
    @Timeout(value = 60, unit = TimeUnit.MINUTES)
    void nothingIsLeftAndNoRunIsLostWhateverGoesWrongAndWhereverTheCommandIsKilled(@TempDir Path folder)
            throws Exception {
        try (Campaign campaign = new Campaign(folder)) {
            for (int number = 1; number <= SCHEDULES; number++) {
                Campaign.Outcome outcome = campaign.run(Schedule.of(SEED, number));
                assertThat(outcome.faults()).as("%s", outcome.schedule()).isEmpty();
            }
        }
    }
}
