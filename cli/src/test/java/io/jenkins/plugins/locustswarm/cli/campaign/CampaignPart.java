package io.jenkins.plugins.locustswarm.cli.campaign;

import io.jenkins.plugins.locustswarm.cli.campaign.simulated.SimulatedCampaign;
import java.nio.file.Files;
import java.nio.file.Path;

/** The parts of the campaign. */
enum CampaignPart {
    /** Swarms of up to hundreds of machines on a simulated EC2. */
    SIMULATED {
        @Override
        Runner runner(long seed) throws Exception {
            // in memory where possible: the campaign is about the order of saves, not about the disk
            Path memory = Path.of("/dev/shm");
            SimulatedCampaign campaign = new SimulatedCampaign(
                    Files.isWritable(memory)
                            ? Files.createTempDirectory(memory, "campaign")
                            : Files.createTempDirectory("campaign"));
            return new Runner() {
                @Override
                public ScheduleResult run(int number) throws Exception {
                    return campaign.run(seed, number);
                }

                @Override
                public void close() throws Exception {
                    campaign.close();
                }
            };
        }
    },
    /** The command on machines of the cloud on loopback, with real Locust. */
    MACHINES {
        @Override
        Runner runner(long seed) throws Exception {
            Campaign campaign = new Campaign(Files.createTempDirectory("campaign"));
            return new Runner() {
                @Override
                public ScheduleResult run(int number) throws Exception {
                    return campaign.run(Schedule.of(seed, number)).result(seed);
                }

                @Override
                public void close() {
                    campaign.close();
                }
            };
        }
    };

    /** Runs one schedule after another. */
    interface Runner extends AutoCloseable {
        ScheduleResult run(int number) throws Exception;
    }

    abstract Runner runner(long seed) throws Exception;
}
