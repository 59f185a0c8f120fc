package io.jenkins.plugins.locustswarm.engine.record;

import java.util.Objects;

/**
 * One machine of a swarm, as far as it is known.
 *
 * @param role what it does
 * @param index 0 for the master, 1 and up for the workers
 * @param id by which its provider knows it; null until the provider said so
 * @param address where a shell connects to; null until known
 * @param masterAddress where the workers find it, if it is the master; null until known
 * @param hostKey fingerprint of its SSH host key, {@code SHA256:...}; null where no SSH is involved
 * @param folder absolute path of the folder on the machine that belongs to this swarm; null until known
 * @param venv absolute path on the machine of the virtual environment that bootstrap.sh makes; null until known
 * @param bootstrapped digest of the bootstrap directory with which bootstrap.sh last succeeded; null before
 * @param cpus number of virtual CPUs; 0 until known
 */
public record MachineRecord(
        Role role,
        int index,
        String id,
        String address,
        String masterAddress,
        String hostKey,
        String folder,
        String venv,
        String bootstrapped,
        int cpus) {

    public MachineRecord {
        Objects.requireNonNull(role, "a machine has a role");
    }

    /** A machine that was asked for and of which nothing is known yet. */
    public static MachineRecord asked(Role role, int index) {
        return new MachineRecord(role, index, null, null, null, null, null, null, null, 0);
    }

    /** Unique in its swarm: {@code master}, {@code worker-1}, {@code worker-2}... */
    public String name() {
        return role == Role.MASTER ? "master" : "worker-" + index;
    }

    /** The same machine, which its provider now knows by this id. */
    public MachineRecord withId(String newId) {
        return new MachineRecord(role, index, newId, address, masterAddress, hostKey, folder, venv, bootstrapped, cpus);
    }

    /** The same machine, reachable here. */
    public MachineRecord withAddresses(String newAddress, String newMasterAddress, String newHostKey) {
        return new MachineRecord(
                role, index, id, newAddress, newMasterAddress, newHostKey, folder, venv, bootstrapped, cpus);
    }

    /** The same machine, with its places for our files. */
    public MachineRecord withFolders(String newFolder, String newVenv) {
        return new MachineRecord(
                role, index, id, address, masterAddress, hostKey, newFolder, newVenv, bootstrapped, cpus);
    }

    /** The same machine, on which bootstrap.sh succeeded. */
    public MachineRecord withBootstrapped(String digest, int newCpus) {
        return new MachineRecord(role, index, id, address, masterAddress, hostKey, folder, venv, digest, newCpus);
    }

    /** The same machine, which cannot be used until bootstrap.sh has succeeded again. */
    public MachineRecord withoutBootstrap() {
        return withBootstrapped(null, 0);
    }

    /** The folder with the uploaded files, in which bootstrap.sh and Locust run. */
    public String bootstrapFolder() {
        return folder + "/bootstrap";
    }

    /** The folder with what the run with this id leaves on the machine. */
    public String runFolder(String runId) {
        return folder + "/runs/" + runId;
    }
}
