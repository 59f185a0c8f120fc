package io.jenkins.plugins.locustswarm.engine.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.fixture.AnyRecord;
import java.time.Instant;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RecordPropertyTest {

    @Property(tries = 100)
    void aRecordIsReadAsItWasWritten(@ForAll("records") SwarmRecord record) {
        String text = RecordJson.write(record);
        assertThat(RecordJson.read(text, "test")).isEqualTo(record);
    }

    @Property(tries = 100)
    void anExtendedLeaseNeverEndsEarlier(@ForAll("records") SwarmRecord record, @ForAll("instants") Instant end) {
        assertThat(record.withLeaseExtendedTo(end).leaseEnds())
                .isAfterOrEqualTo(end)
                .isAfterOrEqualTo(record.leaseEnds())
                .isIn(end, record.leaseEnds());
    }

    @Provide
    Arbitrary<SwarmRecord> records() {
        return AnyRecord.ofSwarms();
    }

    @Provide
    Arbitrary<Instant> instants() {
        return AnyRecord.instants();
    }
}
