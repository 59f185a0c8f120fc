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

    /** @param time maximum time until the instance accepts commands */
    BootingMachine(MachineRecord machine, Duration time) {
        this.machine = machine;
        this.boot = Deadline.in(time);
    }

    /** Returns the machine with its addresses, if they are known. */
    MachineRecord machine() {
        return machine;
    }

    void waitsFor(String what) {
        waitsFor = what;
    }

    String waitsFor() {
        return waitsFor;
    }

    /** Takes note that it will not accept commands later, either. */
    void fails(String reason) {
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

    void hasAddresses(String address, String privateAddress, String hostKey) {
        if (!hasAddress()) {
            machine = machine.withAddresses(address, privateAddress, hostKey);
            waitsFor = "at " + address + ": it does not accept SSH connections";
        }
    }

    /** Whether something accepts connections at its address. */
    boolean isAnswering() {
        return answering;
    }

    void answers() {
        answering = true;
        waitsFor = "at " + machine.address() + ": it accepts SSH connections, and was not checked in time";
    }
}
