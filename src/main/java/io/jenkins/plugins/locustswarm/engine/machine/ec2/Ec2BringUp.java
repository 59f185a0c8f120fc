package io.jenkins.plugins.locustswarm.engine.machine.ec2;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.machine.Arrivals;
import io.jenkins.plugins.locustswarm.engine.machine.Fleet;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Backoff;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Ec2Api;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Ec2CallException;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Ec2Instances;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.ParallelTasks;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.image.ImageLookup;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.key.Ed25519Key;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.key.KeyVault;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.key.SwarmKeyPair;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.key.SwarmKeys;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.launch.BackgroundLaunch;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.launch.BootFailure;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.launch.FleetLaunch;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.launch.FleetReady;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.launch.LaunchRequest;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.launch.MachineImages;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.launch.PortProbe;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.launch.RootDevice;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.launch.Subnets;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.record.Ec2Resources;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.record.LaunchAttempt;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.record.SwarmTags;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Settings;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.record.RecordKeeper;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.engine.shell.Deadline;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** Brings the instances of a swarm up: finds those that exist, launches the missing ones together, and waits for all. */
public final class Ec2BringUp {

    /** A burstable instance under full load may run out of CPU credits in a longer run. */
    private static final Duration LONG_RUN = Duration.ofHours(1);

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Ec2Api api;
    private final Ec2Settings settings;
    private final KeyVault vault;
    private final PortProbe probe;
    private final Fleet fleet;
    private final Progress progress;

    public Ec2BringUp(
            Ec2Api api, Ec2Settings settings, KeyVault vault, PortProbe probe, Fleet fleet, Progress progress) {
        this.api = api;
        this.settings = settings;
        this.vault = vault;
        this.probe = probe;
        this.fleet = fleet;
        this.progress = progress;
    }

    /**
     * Brings all machines of the record up, and hands each over as soon as it accepts commands.
     *
     * @throws BringUpException if not enough machines come up; created resources stay in the record
     */
    public void bringUp(RecordKeeper keeper, Arrivals arrivals) throws InterruptedException {
        SwarmTags.check(keeper.get().tags());
        if (new Ec2Resources(keeper.get()).id().isEmpty()) {
            warnAboutBurstableType(keeper.get());
            keeper.update(this::planned);
        } else {
            new Ec2RecordRefresh(api, settings).refresh(keeper);
            arrivals.ready(keeper.get().machines().stream()
                    .filter(machine -> machine.folder() != null)
                    .toList());
        }
        List<String> shortages = new CopyOnWriteArrayList<>();
        List<BootFailure> failed;
        try (BackgroundLaunch launch = FleetLaunch.missing(keeper.get()).isEmpty()
                ? BackgroundLaunch.none()
                : beginLaunch(keeper, shortages)) {
            failed = new FleetReady(keeper, new Ec2Instances(api), settings, probe, fleet, progress)
                    .await(launch, arrivals);
        }
        InstanceQuorum.require(keeper.get(), failed, shortages);
        failed.forEach(failure -> progress.warning(failure.machine() + " did not come up: " + failure.reason() + "."));
    }

    private SwarmRecord planned(SwarmRecord swarm) {
        byte[] id = new byte[6];
        RANDOM.nextBytes(id);
        SwarmRecord planned = swarm.withResource(Ec2Resources.ID, HexFormat.of().formatHex(id))
                .withResource(Ec2Resources.REGION, settings.region())
                .withResource(Ec2Resources.USER, settings.user())
                .withResource(Ec2Resources.PRIVATE_IP, Boolean.toString(settings.usePrivateIp()));
        return settings.endpointUrl()
                .map(url -> planned.withResource(Ec2Resources.ENDPOINT, url.toString()))
                .orElse(planned);
    }

    /** Everything in the settings that EC2 can reject is checked before the first resource is created. */
    private BackgroundLaunch beginLaunch(RecordKeeper keeper, List<String> shortages) throws InterruptedException {
        ParallelTasks.Both<MachineImages, ParallelTasks.Both<String, Subnets>> found = ParallelTasks.both(
                () -> new ImageLookup(api, settings).find(keeper, progress),
                () -> ParallelTasks.both(() -> RootDevice.of(settings, api), () -> Subnets.find(settings, api)));
        String rootDevice = found.second().first();
        Subnets subnets = found.second().second();
        SwarmKeys keys = keys(keeper);
        ParallelTasks.Both<String, String> created = ParallelTasks.both(
                () -> new SwarmKeyPair(api, settings).ensure(keeper, keys),
                () -> new SwarmGroup(api, settings).ensure(keeper, subnets, progress));
        Ed25519Key client = settings.keyName().isPresent() ? null : keys.client();
        LaunchRequest request = new LaunchRequest(
                settings, found.first(), created.second(), created.first(), rootDevice, keys.host(), client);
        FleetLaunch launch = new FleetLaunch(api, settings, request, progress);
        repeatOpenLaunches(launch, keeper);
        return BackgroundLaunch.start(() -> {
            shortages.addAll(launch.launch(keeper, subnets));
            InstanceQuorum.require(keeper.get(), List.of(), shortages);
            return null;
        });
    }

    /** Repeats all of them before one that fails ends the bring-up, so that none is left for the next one. */
    private void repeatOpenLaunches(FleetLaunch launch, RecordKeeper keeper) throws InterruptedException {
        Set<LaunchAttempt> unknown = new HashSet<>();
        Ec2CallException failure = null;
        for (LaunchAttempt open : new Ec2Resources(keeper.get()).launches()) {
            try {
                if (!launch.repeat(keeper, open)) {
                    unknown.add(open);
                }
            } catch (Ec2CallException e) {
                failure = failure == null ? e : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
        if (!unknown.isEmpty()) {
            awaitUnrecorded(
                    keeper, unknown.stream().mapToInt(LaunchAttempt::count).sum());
            FleetLaunch.forget(keeper, unknown);
        }
    }

    /** Waits until EC2 shows, by their tags, the instances of attempts whose replies were lost. */
    private void awaitUnrecorded(RecordKeeper keeper, int count) throws InterruptedException {
        int others = Math.max(0, FleetLaunch.missing(keeper.get()).size() - count);
        Deadline deadline = Deadline.in(settings.timing().visible());
        Backoff backoff = new Backoff(settings.timing());
        do {
            backoff.pause(deadline);
            new Ec2RecordRefresh(api, settings).refresh(keeper);
        } while (FleetLaunch.missing(keeper.get()).size() > others && !deadline.passed());
    }

    /** Returns the keys of the swarm. New keys are saved before a resource is created with them. */
    private SwarmKeys keys(RecordKeeper keeper) {
        SwarmRecord swarm = keeper.get();
        Optional<SwarmKeys> kept = vault.load(swarm.name());
        Optional<String> pinned = new Ec2Resources(swarm).hostKey();
        if (pinned.isPresent()) {
            return kept.filter(keys -> keys.host().fingerprint().equals(pinned.get()))
                    .orElseThrow(() -> keysMissing(swarm));
        }
        SwarmKeys created = SwarmKeys.make();
        vault.save(swarm.name(), created);
        keeper.update(record ->
                record.withResource(Ec2Resources.HOST_KEY, created.host().fingerprint()));
        return created;
    }

    static BadInputException keysMissing(SwarmRecord swarm) {
        return new BadInputException(
                "The private keys of swarm " + swarm.name()
                        + " are not on this computer, only where the swarm was brought up. Use it from there, or take it down.");
    }

    private void warnAboutBurstableType(SwarmRecord swarm) {
        String first = settings.instanceTypes().get(0);
        boolean isLong = Duration.between(Instant.now(), swarm.leaseEnds()).compareTo(LONG_RUN) > 0;
        if (isLong && first.matches("t[0-9][a-z]*\\..*")) {
            progress.warning(first + " is a burstable type: when its CPU credits are used up under full load, AWS slows"
                    + " it down or charges extra. For long runs use a type such as c5.large (ami_instance_type).");
        }
    }
}
