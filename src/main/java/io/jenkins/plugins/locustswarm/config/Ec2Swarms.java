package io.jenkins.plugins.locustswarm.config;

import io.jenkins.plugins.locustswarm.engine.failure.MachinesLeftException;
import io.jenkins.plugins.locustswarm.engine.failure.SwarmException;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.Ec2Reaper;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Ec2Access;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Settings;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Timing;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.record.Installation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The swarms that EC2 has, whether a record tells of them or not. */
final class Ec2Swarms {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private Ec2Swarms() {}

    /** How many there are in the region, everybody's: asks EC2 and does not repeat the question for long. */
    static int count(Ec2Settings settings, Ec2Access account) throws InterruptedException {
        Ec2Settings impatient = settings.toBuilder()
                .pace(Ec2Timing.DEFAULT.withOutage(PATIENCE))
                .build();
        try (Ec2Reaper reaper = new Ec2Reaper(impatient, account)) {
            return reaper.list(Instant.now()).size();
        }
    }

    /**
     * Removes those of this controller whose lease is over, from each account; one that fails does not keep the others.
     *
     * @throws MachinesLeftException when something may be left
     */
    static void removeLost(Ec2Settings settings, List<Ec2Access> accounts, Installation own, Progress progress)
            throws InterruptedException {
        List<SwarmException> failures = new ArrayList<>();
        for (Ec2Access account : accounts) {
            try (Ec2Reaper reaper = new Ec2Reaper(settings, account)) {
                reaper.reap(own, Instant.now(), progress);
            } catch (SwarmException e) {
                failures.add(e);
            }
        }
        if (!failures.isEmpty()) {
            String sentences = failures.stream().map(Throwable::getMessage).collect(Collectors.joining(" "));
            throw new MachinesLeftException(sentences, List.of(), failures.get(0));
        }
    }
}
