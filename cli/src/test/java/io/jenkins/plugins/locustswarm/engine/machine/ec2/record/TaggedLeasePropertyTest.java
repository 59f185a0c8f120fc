package io.jenkins.plugins.locustswarm.engine.machine.ec2.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.fixture.AnyRecord;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Extensions come in any order: of several threads, and repeated after a failure. */
class TaggedLeasePropertyTest {

    @Property(tries = 100)
    void noExtensionMovesTheTaggedLeaseBack(@ForAll("records") SwarmRecord record, @ForAll("ends") List<Instant> ends) {
        SwarmRecord extended = record;
        Instant latest = record.leaseEnds();
        for (Instant end : ends) {
            extended = new Ec2Resources(extended).withTaggedLease(end);
            latest = latest.isAfter(end) ? latest : end;
            assertThat(new Ec2Resources(extended).taggedLease()).isEqualTo(latest);
        }
    }

    @Property(tries = 100)
    void aLaterLeaseInTheRecordIsTheTaggedOne(
            @ForAll("records") SwarmRecord record, @ForAll("ends") List<Instant> ends) {
        for (Instant end : ends) {
            SwarmRecord tagged = new Ec2Resources(record).withTaggedLease(end);
            assertThat(new Ec2Resources(tagged.withLeaseExtendedTo(end.plusNanos(1))).taggedLease())
                    .isAfterOrEqualTo(end.plusNanos(1));
        }
    }

    @Property(tries = 100)
    void aLaunchIsReadAsItWasWritten(@ForAll("ends") List<Instant> moments) {
        for (Instant moment : moments) {
            LaunchAttempt launch = LaunchAttempt.first("t3.micro", "subnet-0123456789abcdef0", moments.size(), moment);
            assertThat(LaunchAttempt.parse(launch.text())).isEqualTo(launch);
        }
    }

    @Provide
    Arbitrary<SwarmRecord> records() {
        return AnyRecord.ofSwarms();
    }

    @Provide
    Arbitrary<List<Instant>> ends() {
        return AnyRecord.instants().list().ofMaxSize(6);
    }
}
