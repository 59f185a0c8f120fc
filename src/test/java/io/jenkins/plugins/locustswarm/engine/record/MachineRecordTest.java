package io.jenkins.plugins.locustswarm.engine.record;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MachineRecordTest {

    private final MachineRecord ready = Records.full("kandu").master().orElseThrow();

    @Test
    void aMachineIsNotReadyWhileBootstrapRunsAgain() {
        MachineRecord again = ready.withBootstrapping("n3w");
        assertThat(again.bootstrapping()).isEqualTo("n3w");
        assertThat(again.bootstrapped()).isNull();
        assertThat(again.cpus()).isZero();
        assertThat(again.python()).isNull();
        assertThat(again.withBootstrapped("d1gest", 8, "3.12.3"))
                .as("nothing else has changed")
                .isEqualTo(ready);
    }

    @Test
    void aMachineWhoseBootstrapIsForgottenKeepsItsAddressAndFolders() {
        MachineRecord without = ready.withBootstrapping("n3w").withoutBootstrap();
        assertThat(without.bootstrapping()).isNull();
        assertThat(without.bootstrapped()).isNull();
        assertThat(without.withBootstrapped("d1gest", 8, "3.12.3")).isEqualTo(ready);
    }

    @Test
    void theFilesOfAMachineAreBelowTheFolderOfItsSwarm() {
        assertThat(ready.bootstrapFolder()).isEqualTo("/home/ann/master/bootstrap");
        assertThat(ready.runFolder("run-7")).isEqualTo("/home/ann/master/runs/run-7");
    }

    @Test
    void aMachineThatTakesThePlaceOfAnotherHasItsNameButNotItsIdentity() {
        MachineRecord other = ready.withId("i-9");
        assertThat(other.name()).isEqualTo(ready.name());
        assertThat(other.identity()).isEqualTo("master i-9").isNotEqualTo(ready.identity());
    }

    @Test
    void aUrlHasAnIpv6AddressInBrackets() {
        MachineRecord master = MachineRecord.asked(Role.MASTER, 0);
        assertThat(master.withAddresses("2001:db8::1", null, null).url(8089)).isEqualTo("http://[2001:db8::1]:8089");
        assertThat(master.withAddresses("10.0.0.1", null, null).url(8089)).isEqualTo("http://10.0.0.1:8089");
    }
}
