package io.jenkins.plugins.locustswarm.engine.machine;

import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.engine.shell.Shell;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The connections to the machines of a swarm. A limited number is open at the same time: the one that was
 * not used for the longest time is closed for a new one. Thread-safe.
 */
final class Connections implements AutoCloseable {

    /** An open connection. */
    static final class Connection {

        private final String machine;
        private final Shell shell;

        /** The number of threads that use it, or wait for it. */
        private int users;

        private Connection(String machine, Shell shell) {
            this.machine = machine;
            this.shell = shell;
        }

        Shell shell() {
            return shell;
        }
    }

    private final MachineProvider provider;

    /** By identity of the machine, the least recently used one first. */
    private final Map<String, Connection> open = new LinkedHashMap<>(16, 0.75f, true);

    /** The number of connections that are being opened or closed. */
    private int changing;

    Connections(MachineProvider provider) {
        this.provider = provider;
    }

    /**
     * Returns a connection to the machine, which the caller gives back. While the limit is reached, and all connections
     * are in use, it waits.
     *
     * @throws io.jenkins.plugins.locustswarm.engine.shell.ShellException if the machine cannot be reached
     */
    Connection take(SwarmRecord swarm, MachineRecord machine, int limit) throws InterruptedException {
        List<Connection> surplus;
        int count;
        synchronized (this) {
            while (!open.containsKey(machine.identity()) && open.size() + changing >= limit && idle().isEmpty()) {
                wait();
            }
            Connection known = open.get(machine.identity());
            if (known != null) {
                known.users++;
                return known;
            }
            changing++;
            surplus = removeIdle(limit);
            count = Math.max(1, surplus.size()); // the new one takes the place of one that is closed
            changing += count - 1;
        }
        try {
            surplus.forEach(connection -> connection.shell.close());
            return add(machine, provider.connect(swarm, machine));
        } finally {
            changed(count);
        }
    }

    private Connection add(MachineRecord machine, Shell shell) {
        Connection added;
        synchronized (this) {
            added = open.computeIfAbsent(machine.identity(), identity -> new Connection(identity, shell));
            added.users++;
        }
        if (added.shell != shell) {
            shell.close(); // another thread was faster
        }
        return added;
    }

    synchronized void giveBack(Connection connection) {
        connection.users--;
        notifyAll();
    }

    /**
     * Closes connections that are not in use until at most this number is left, with those that are being opened or
     * closed.
     */
    void closeIdle(int most) {
        List<Connection> surplus;
        synchronized (this) {
            surplus = removeIdle(most);
            changing += surplus.size();
        }
        try {
            surplus.forEach(connection -> connection.shell.close());
        } finally {
            changed(surplus.size());
        }
    }

    private synchronized void changed(int connections) {
        changing -= connections;
        notifyAll();
    }

    private List<Connection> removeIdle(int most) {
        List<Connection> removed = new ArrayList<>();
        for (Optional<Connection> idle = idle(); open.size() + changing > most && idle.isPresent(); idle = idle()) {
            open.remove(idle.get().machine);
            removed.add(idle.get());
        }
        return removed;
    }

    /** Returns the connection that was not used for the longest time, if there is one that is not in use. */
    private Optional<Connection> idle() {
        return open.values().stream()
                .filter(connection -> connection.users == 0)
                .findFirst();
    }

    /** Closes the connection to a machine, even if it is in use. */
    void close(MachineRecord machine) {
        Connection connection;
        synchronized (this) {
            connection = open.remove(machine.identity());
            if (connection == null) {
                return;
            }
            changing++; // it counts until it is closed
        }
        try {
            connection.shell.close();
        } finally {
            changed(1);
        }
    }

    /** Closes all connections, even if they are in use. */
    @Override
    public void close() {
        List<Connection> all;
        synchronized (this) {
            all = List.copyOf(open.values());
            open.clear();
            notifyAll();
        }
        all.forEach(connection -> connection.shell.close());
    }
}
