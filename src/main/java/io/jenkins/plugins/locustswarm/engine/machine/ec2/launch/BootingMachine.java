package io.jenkins.plugins.locustswarm.engine.machine.ec2.launch;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.shell.Deadline;
import java.time.Duration;
import java.util.Optional;

/** A launched instance that does not accept commands yet. */
final class BootingMachine {

    private final Deadline boot;
    private MachineRecord machine;
    private boolean answering;
    private volatile String waitsFor = "EC2 does not show the instance";

    @CheckForNull
    private volatile String failure;

    @CheckForNull
    private Deadline silence;

    /** @param time maximum time until the instance accepts commands */
    BootingMachine(MachineRecord machine, Duration time) {
        this.machine = machine;
        this.boot = Deadline.in(time);
    }

    /** Returns the machine with its addresses, if they are known. */
    MachineRecord machine() {
        return machine;
    }

    /** @param what continues a sentence, or is one */
    void waitsFor(String what) {
        waitsFor = what.endsWith(".") ? what.substring(0, what.length() - 1) : what;
    }

    String waitsFor() {
        return waitsFor;
    }

    /** Records that it will not accept commands later, either. */
    void recordFailure(String reason) {
        failure = reason;
    }

    /** Returns why it will never accept commands; empty while it may. */
    Optional<String> failure() {
        return Optional.ofNullable(failure);
    }

    boolean isLate() {
        return boot.passed();
    }

    boolean hasAddress() {
        return machine.address() != null;
    }

    /** @param maxSilence time after which a login is tried although nothing seems to accept connections */
    void setAddresses(String address, String privateAddress, String hostKey, Duration maxSilence) {
        if (!hasAddress()) {
            machine = machine.withAddresses(address, privateAddress, hostKey);
            waitsFor = "at " + address + ": it cannot be reached by SSH";
            silence = Deadline.in(maxSilence);
        }
    }

    /** Whether something accepts connections at its address. */
    boolean isAnswering() {
        return answering;
    }

    /** Whether nothing has accepted connections for so long that a login, which waits longer, is to be tried. */
    boolean isSilentForLong() {
        return silence != null && silence.passed();
    }

    void recordAnswer() {
        answering = true;
    }

    /** Records that a check has failed for a reason that may be over soon. */
    void scheduleRecheck(String reason) {
        answering = false;
        waitsFor = reason;
    }
}
