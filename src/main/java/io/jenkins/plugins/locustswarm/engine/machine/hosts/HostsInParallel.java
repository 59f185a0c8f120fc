package io.jenkins.plugins.locustswarm.engine.machine.hosts;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.machine.Arrivals;
import io.jenkins.plugins.locustswarm.engine.machine.Fleet;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.shell.DaemonThread;
import io.jenkins.plugins.locustswarm.engine.shell.ThreadCancellation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/** Runs an operation on all hosts at once, with a bounded number of threads. */
final class HostsInParallel {

    /** The operation on one host. */
    @FunctionalInterface
    interface Work {
        void on(MachineRecord machine) throws InterruptedException;
    }

    /** Maximum time until a command that is interrupted has ended; a thread that waits for a connection may take minutes. */
    private static final Duration CANCEL_TIME = Duration.ofSeconds(5);

    private HostsInParallel() {}

    /** Whether connections to so many hosts cannot all stay open. */
    static boolean isMany(int hosts) {
        return hosts > Fleet.MAX_AT_ONCE;
    }

    /** An operation that has ended on a host; failure is what it threw. */
    private record Ended(
            MachineRecord machine, @CheckForNull Throwable failure) {}

    /** Runs the operation on all machines and returns the failures in the order of the machines. */
    static HostFailures failures(Collection<MachineRecord> machines, Work work) throws InterruptedException {
        return failures(machines, work, succeeded -> {});
    }

    /**
     * Runs the operation on all machines, returns the failures, and hands machines over while the operation still runs
     * on others, so that these do not keep them waiting. Of many machines, the first are handed over when there is a
     * thread for each of the others: what follows takes connections of its own.
     *
     * @param succeeded takes the machines on which the operation has succeeded; called by this thread
     */
    static HostFailures failures(Collection<MachineRecord> machines, Work work, Arrivals succeeded)
            throws InterruptedException {
        if (machines.isEmpty()) {
            return new HostFailures(Map.of());
        }
        int atOnce = isMany(machines.size()) ? Fleet.MAX_AT_ONCE_OF_MANY : machines.size();
        ExecutorService threads = Executors.newFixedThreadPool(atOnce, task -> DaemonThread.of("hosts", task));
        try {
            BlockingQueue<Ended> ended = new LinkedBlockingQueue<>();
            machines.forEach(machine -> threads.execute(() -> ended.add(run(work, machine))));
            return await(List.copyOf(machines), ended, atOnce, succeeded);
        } finally {
            ThreadCancellation.cancel(threads, CANCEL_TIME); // a command that was sent may still lock its host
        }
    }

    /** Catches everything, since the caller waits for the end on each machine. */
    private static Ended run(Work work, MachineRecord machine) {
        try {
            work.on(machine);
            return new Ended(machine, null);
        } catch (Throwable e) {
            return new Ended(machine, e);
        }
    }

    private static HostFailures await(
            List<MachineRecord> machines, BlockingQueue<Ended> ended, int atOnce, Arrivals succeeded)
            throws InterruptedException {
        Map<MachineRecord, RuntimeException> failed = new HashMap<>();
        List<MachineRecord> ready = new ArrayList<>();
        for (int left = machines.size(); left > 0; ) {
            List<Ended> news = new ArrayList<>(List.of(ended.take()));
            ended.drainTo(news);
            left -= news.size();
            for (Ended one : news) {
                if (one.failure() == null) {
                    ready.add(one.machine());
                } else {
                    failed.put(one.machine(), failure(one.failure()));
                }
            }
            if (left <= atOnce && !ready.isEmpty()) {
                succeeded.ready(ready);
                ready = new ArrayList<>();
            }
        }
        Map<MachineRecord, RuntimeException> inOrder = new LinkedHashMap<>();
        machines.stream().filter(failed::containsKey).forEach(machine -> inOrder.put(machine, failed.get(machine)));
        return new HostFailures(inOrder);
    }

    private static RuntimeException failure(Throwable thrown) throws InterruptedException {
        if (thrown instanceof RuntimeException failure) {
            return failure;
        }
        if (thrown instanceof InterruptedException) {
            throw new InterruptedException();
        }
        throw new IllegalStateException(thrown);
    }
}
