package io.jenkins.plugins.locustswarm.manage;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import hudson.model.Item;
import hudson.model.Run;
import io.jenkins.plugins.locustswarm.engine.failure.SwarmException;
import io.jenkins.plugins.locustswarm.engine.record.Cost;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.swarms.SwarmOwner;
import io.jenkins.plugins.locustswarm.swarms.Swarms;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A row of the management page. Hides the name of the job from users who may not see it, and everything that contains the
 * name, such as the name of the swarm.
 */
public final class SwarmRow {

    private final SwarmRecord record;
    private final SwarmOwner owner;
    private final Optional<Run<?, ?>> run;
    private final boolean ownerVisible;

    SwarmRow(SwarmRecord record) {
        this.record = record;
        this.owner = SwarmOwner.of(record);
        this.run = owner.run();
        this.ownerVisible = owner.isVisible();
    }

    public String getName() {
        return ownerVisible ? record.name() : Messages.SwarmRow_Hidden();
    }

    public String getProfile() {
        return owner.profile();
    }

    public String getProvider() {
        return record.provider();
    }

    public String getBuild() {
        return ownerVisible ? owner.buildName() : Messages.SwarmRow_Hidden();
    }

    /** Returns the URL of the build, relative to Jenkins; absent if the build was deleted or the user may not see it. */
    @CheckForNull
    public String getBuildUrl() {
        return run.filter(build -> ownerVisible && build.hasPermission(Item.READ))
                .map(Run::getUrl)
                .orElse(null);
    }

    /** Returns the number of machines that exist or are being created. */
    public long getMachines() {
        return record.machines().stream().filter(SwarmRow::exists).count();
    }

    private static boolean exists(MachineRecord machine) {
        return machine.id() != null;
    }

    public long getAgeMillis() {
        return Duration.between(record.createdAt(), Instant.now()).toMillis();
    }

    public String getAge() {
        return Util.getTimeSpanString(getAgeMillis());
    }

    /** Returns the time that is left, for sorting; negative after the end of the lease. */
    public long getLeaseMillis() {
        return Duration.between(Instant.now(), record.leaseEnds()).toMillis();
    }

    public String getLeaseEnds() {
        long left = getLeaseMillis();
        return left < 0
                ? Messages.SwarmRow_LeaseOver(Util.getTimeSpanString(-left))
                : Messages.SwarmRow_LeaseLeft(Util.getTimeSpanString(left));
    }

    /** Returns the cost, or the reason why it is unknown. */
    public String getCost() {
        try {
            return Swarms.get().cost(record).map(CostSummary::of).orElse("");
        } catch (SwarmException e) {
            return ownerVisible ? e.getMessage() : "";
        }
    }

    /** Returns the estimated cost in its currency, for sorting; 0 without an estimate. */
    public String getCostAmount() {
        try {
            return Swarms.get()
                    .cost(record)
                    .map(Cost::estimate)
                    .map(BigDecimal::toPlainString)
                    .orElse("0");
        } catch (SwarmException e) {
            return "0";
        }
    }

    /** Returns whether the build of the swarm has ended or was deleted. */
    public boolean isOrphaned() {
        return !owner.isAlive();
    }

    public String getState() {
        if (isOrphaned()) {
            return Messages.SwarmRow_Orphaned();
        }
        return switch (record.phase()) {
            case COMING_UP -> Messages.SwarmRow_ComingUp();
            case UP -> record.openRun().isPresent() ? Messages.SwarmRow_Running() : Messages.SwarmRow_Up();
            case GOING_DOWN, DOWN -> Messages.SwarmRow_GoingDown();
        };
    }
}
