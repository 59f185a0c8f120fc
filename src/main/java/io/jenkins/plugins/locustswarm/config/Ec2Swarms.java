package io.jenkins.plugins.locustswarm.config;

import io.jenkins.plugins.locustswarm.engine.failure.MachinesLeftException;
import io.jenkins.plugins.locustswarm.engine.failure.SwarmException;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.Ec2Reaper;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Ec2Access;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.image.Ec2Images;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Settings;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Timing;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.record.Installation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Counts and removes swarms in EC2, with or without a record, by their tags. */
final class Ec2Swarms {

    private static final Duration MAX_OUTAGE = Duration.ofSeconds(3);

    private Ec2Swarms() {}

    /** Counts the swarms of all users in the region; fails after a few seconds, since a form waits for it. */
    static int count(Ec2Settings settings, Ec2Access account) throws InterruptedException {
        Ec2Settings brief = settings.toBuilder()
                .timing(Ec2Timing.DEFAULT.withOutage(MAX_OUTAGE))
                .build();
        try (Ec2Reaper reaper = new Ec2Reaper(brief, account)) {
            return reaper.list(Instant.now()).size();
        }
    }

    /**
     * Removes the swarms of this controller whose lease is over from each account, and its old images; continues after
     * the failure of one.
     *
     * @throws MachinesLeftException if machines may be left in an account
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
            try (Ec2Images images = new Ec2Images(settings, account)) {
                images.reap(own, Instant.now(), progress);
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
