package io.jenkins.plugins.locustswarm.engine.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LoadTest {

    @Test
    void aLoadWithoutARunTimeIsStartedAndStoppedOnLocustsWebPage() {
        Load interactive = Load.of("a.py").quitTimeout(Duration.ofSeconds(45)).build();
        assertThat(interactive.isInteractive()).isTrue();
        assertThat(interactive.runTimeSeconds()).isNull();
        assertThat(interactive.longest()).hasSeconds(45);
    }

    @Test
    void aLoadWithARunTimeEndsByItself() {
        Load headless = Load.of("a.py")
                .runTime(Duration.ofMinutes(10))
                .stopTimeout(Duration.ofSeconds(30))
                .quitTimeout(Duration.ofSeconds(45))
                .build();
        assertThat(headless.isInteractive()).isFalse();
        assertThat(headless.runTimeSeconds()).isEqualTo(600);
        assertThat(headless.longest()).hasSeconds(675);
    }

    @Test
    void allOptionsOfALoadCanBeTakenForAnother() {
        Load all = Load.of(null)
                .load(Records.full("kandu").run().load())
                .note("new JVM")
                .build();
        assertThat(Load.of("other.py").load(all).build()).isEqualTo(all);
        assertThat(all.note()).isEqualTo("new JVM");
        assertThat(all.users()).isEqualTo(50);
    }

    @Test
    void aNoteIsOneLineOrNothing() {
        assertThat(Load.of("a.py").note(" new\r\n\tJVM\u202e ").build().note()).isEqualTo("new JVM");
        assertThat(Load.of("a.py").note(" \n ").build().note()).isNull();
    }
}
