package io.jenkins.plugins.locustswarm.engine.record;

import edu.umd.cs.findbugs.annotations.Nullable;
import java.util.Objects;

/**
 * A machine of a swarm. What the provider has not reported yet is absent.
 *
 * @param role role in the swarm
 * @param index 0 for the master, 1 and up for the workers
 * @param id the provider's id of the machine
 * @param address address to which a shell connects
 * @param masterAddress address at which the workers reach the master; only for the master
 * @param hostKey fingerprint of the SSH host key, {@code SHA256:...}; absent for a machine without SSH
 * @param folder absolute path of the swarm's folder on the machine
 * @param venv absolute path of the virtual environment that bootstrap.sh creates on the machine
 * @param bootstrapping digest of the bootstrap directory with which bootstrap.sh was started, or is about to be; absent once
 *     it has ended
 * @param bootstrapped digest of the bootstrap directory with which bootstrap.sh last succeeded; absent while it runs
 * @param cpus number of virtual CPUs; 0 if unknown
 * @param python version of Python in the virtual environment; absent if Locust is installed elsewhere
 */
public record MachineRecord(
        Role role,
        int index,
        @Nullable String id,
        @Nullable String address,
        @Nullable String masterAddress,
        @Nullable String hostKey,
        @Nullable String folder,
        @Nullable String venv,
        @Nullable String bootstrapping,
        @Nullable String bootstrapped,
        int cpus,
        @Nullable String python) {

    public MachineRecord {
        Objects.requireNonNull(role, "a machine has a role");
    }

    /** Returns the record of a machine that does not exist yet. */
    public static MachineRecord asked(Role role, int index) {
        return new Copy(role, index).record();
    }

    /** Returns the name, which is unique in the swarm: {@code master}, {@code worker-1}, {@code worker-2}... */
    public String name() {
        return role == Role.MASTER ? "master" : "worker-" + index;
    }

    /** Returns the name and the provider's id, which differs if another machine takes its place in the swarm. */
    public String identity() {
        return name() + " " + id;
    }

    public MachineRecord withId(@Nullable String newId) {
        Copy copy = new Copy(this);
        copy.id = newId;
        return copy.record();
    }

    public MachineRecord withAddresses(
            @Nullable String newAddress, @Nullable String newMasterAddress, @Nullable String newHostKey) {
        Copy copy = new Copy(this);
        copy.address = newAddress;
        copy.masterAddress = newMasterAddress;
        copy.hostKey = newHostKey;
        return copy.record();
    }

    public MachineRecord withFolders(String newFolder, String newVenv) {
        Copy copy = new Copy(this);
        copy.folder = newFolder;
        copy.venv = newVenv;
        return copy.record();
    }

    /** Returns a copy that cannot be used until bootstrap.sh, which is about to begin, has succeeded. */
    public MachineRecord withBootstrapping(String digest) {
        return bootstrap(digest, null, 0, null);
    }

    public MachineRecord withBootstrapped(@Nullable String digest, int newCpus, @Nullable String newPython) {
        return bootstrap(null, digest, newCpus, newPython);
    }

    /** Returns a copy that cannot be used until bootstrap.sh has succeeded again. */
    public MachineRecord withoutBootstrap() {
        return bootstrap(null, null, 0, null);
    }

    private MachineRecord bootstrap(
            @Nullable String begun, @Nullable String succeeded, int newCpus, @Nullable String newPython) {
        Copy copy = new Copy(this);
        copy.bootstrapping = begun;
        copy.bootstrapped = succeeded;
        copy.cpus = newCpus;
        copy.python = newPython;
        return copy.record();
    }

    /**
     * Returns the URL of a web server on this machine, for example {@code http://[2001:db8::1]:8089}; without a host if the
     * machine has no address yet.
     */
    public String url(int port) {
        String host = address == null ? "" : address;
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    /** Returns the folder with the uploaded files, the working directory of bootstrap.sh and Locust. */
    public String bootstrapFolder() {
        return folder + "/bootstrap";
    }

    /** Returns the folder for the files of the run with this id. */
    public String runFolder(String runId) {
        return folder + "/runs/" + runId;
    }

    /** A record in the making, so that a change names only what is new. */
    private static final class Copy {

        private final Role role;
        private final int index;
        private @Nullable String id;
        private @Nullable String address;
        private @Nullable String masterAddress;
        private @Nullable String hostKey;
        private @Nullable String folder;
        private @Nullable String venv;
        private @Nullable String bootstrapping;
        private @Nullable String bootstrapped;
        private int cpus;
        private @Nullable String python;

        Copy(Role role, int index) {
            this.role = role;
            this.index = index;
        }

        Copy(MachineRecord machine) {
            this(machine.role, machine.index);
            id = machine.id;
            address = machine.address;
            masterAddress = machine.masterAddress;
            hostKey = machine.hostKey;
            folder = machine.folder;
            venv = machine.venv;
            bootstrapping = machine.bootstrapping;
            bootstrapped = machine.bootstrapped;
            cpus = machine.cpus;
            python = machine.python;
        }

        MachineRecord record() {
            return new MachineRecord(
                    role,
                    index,
                    id,
                    address,
                    masterAddress,
                    hostKey,
                    folder,
                    venv,
                    bootstrapping,
                    bootstrapped,
                    cpus,
                    python);
        }
    }
}
