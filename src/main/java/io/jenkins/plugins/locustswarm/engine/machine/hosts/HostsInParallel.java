package io.jenkins.plugins.locustswarm.engine.machine.hosts;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs an operation on all hosts at once, with a bounded number of threads. */
final class HostsInParallel {

    /** Hosts that are worked on at the same time. */
    private static final int MAX_AT_ONCE = 64;

    /** The same for more hosts; a command over SSH takes up to five threads. */
    private static final int MAX_AT_ONCE_OF_MANY = 32;

    /** The operation on one host. */
    @FunctionalInterface
    interface Work {
        void on(MachineRecord machine) throws InterruptedException;
    }

    private HostsInParallel() {}

    /** Whether connections to so many hosts cannot all stay open. */
    static boolean isMany(int hosts) {
        return hosts > MAX_AT_ONCE;
    }

    /** Runs the operation on all machines and returns the failures in the order of the machines. */
    static HostFailures failures(Collection<MachineRecord> machines, Work work) throws InterruptedException {
        if (machines.isEmpty()) {
            return new HostFailures(Map.of());
        }
        List<MachineRecord> all = List.copyOf(machines);
        List<Callable<Void>> tasks = all.stream()
                .<Callable<Void>>map(machine -> () -> {
                    work.on(machine);
                    return null;
                })
                .toList();
        ExecutorService threads =
                Executors.newFixedThreadPool(isMany(all.size()) ? MAX_AT_ONCE_OF_MANY : all.size(), task -> {
                    Thread thread = new Thread(task, "hosts");
                    thread.setDaemon(true);
                    return thread;
                });
        try {
            List<Future<Void>> done = threads.invokeAll(tasks);
            Map<MachineRecord, RuntimeException> failures = new LinkedHashMap<>();
            for (int i = 0; i < all.size(); i++) {
                RuntimeException failure = failure(done.get(i));
                if (failure != null) {
                    failures.put(all.get(i), failure);
                }
            }
            return new HostFailures(failures);
        } finally {
            threads.shutdownNow();
        }
    }

    @CheckForNull
    private static RuntimeException failure(Future<Void> done) throws InterruptedException {
        try {
            done.get();
            return null;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                return failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
