package io.jenkins.plugins.locustswarm.cli.campaign.simulated;

import io.jenkins.plugins.locustswarm.benchmarks.engine.simulation.SimulatedAccount;
import io.jenkins.plugins.locustswarm.benchmarks.engine.simulation.SimulatedEc2;
import io.jenkins.plugins.locustswarm.benchmarks.engine.simulation.SimulatedMachines;
import io.jenkins.plugins.locustswarm.benchmarks.engine.simulation.SimulatedNetwork;
import io.jenkins.plugins.locustswarm.benchmarks.engine.simulation.SimulatedProvider;
import io.jenkins.plugins.locustswarm.benchmarks.engine.simulation.SimulatedTime;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What outlives the processes of a schedule.
 *
 * @param times when things go wrong
 * @param ec2 EC2 itself, which makes no mistakes
 * @param api the way to it
 * @param machines the machines themselves
 * @param network the way to the machines
 * @param disk the controller's disk
 */
record SimulatedEnvironment(
        SimulatedSchedule schedule,
        SimulatedTime time,
        FaultTimes times,
        SimulatedEc2 ec2,
        FaultyApi api,
        SimulatedMachines machines,
        SimulatedNetwork network,
        Disk disk,
        Ec2Settings settings) {

    private static final int MAX_CLOCK_DIFFERENCE_SECONDS = 240;

    /** @param folder for the records */
    static SimulatedEnvironment of(SimulatedSchedule schedule, SimulatedTime time, Path folder) {
        Random random = schedule.details();
        FaultTimes times = new FaultTimes(time, random);
        List<String> subnets = SimulatedAccount.subnets(schedule.subnets());
        boolean shownLate = schedule.has(Fault.NOT_SHOWN);
        SimulatedEc2 ec2 = new SimulatedEc2(
                time,
                new SimulatedAccount(
                        subnets,
                        new InstanceTimelines(schedule, time),
                        shownLate ? Duration.ofMillis(random.nextInt(10_000)) : Duration.ZERO,
                        schedule.has(Fault.CLOCK_DIFFERS) ? time.real(difference(random)) : Duration.ZERO));
        SimulatedMachines machines = new SimulatedMachines(ec2, time);
        limitCapacity(schedule, ec2, subnets, random);
        return new SimulatedEnvironment(
                schedule,
                time,
                times,
                ec2,
                new FaultyApi(schedule, time, times),
                machines,
                new FaultyNetwork(schedule, time, times, machines),
                new Disk(schedule, times, folder),
                SimulatedProvider.settings(time)
                        .spot(schedule.spot())
                        .spread(schedule.spread())
                        .instanceTypes(schedule.types())
                        .build());
    }

    private static Duration difference(Random random) {
        return Duration.ofSeconds(
                random.nextInt(2 * MAX_CLOCK_DIFFERENCE_SECONDS) - (long) MAX_CLOCK_DIFFERENCE_SECONDS);
    }

    private static void limitCapacity(
            SimulatedSchedule schedule, SimulatedEc2 ec2, List<String> subnets, Random random) {
        List<Runnable> limits = new ArrayList<>();
        for (String type : schedule.types()) {
            for (String subnet : subnets) {
                limits.add(() -> ec2.limit(type, subnet, random.nextInt(1 + schedule.workers() / 2)));
            }
        }
        if (schedule.has(Fault.TOO_LITTLE_CAPACITY)) {
            limits.forEach(Runnable::run);
        } else if (schedule.has(Fault.NO_CAPACITY)) {
            limits.remove(random.nextInt(limits.size()));
            limits.forEach(Runnable::run);
        }
    }
}
