package io.jenkins.plugins.locustswarm.engine.machine.ec2.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.machine.ec2.Launches;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.record.LaunchAttempt;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LaunchCallsTest {

    private static List<LaunchAttempt> attempts(int instances) {
        return LaunchPool.attempts(instances, List.of(new LaunchPool("t3.micro", "subnet-1")), Launches.NOON);
    }

    @Test
    void aThousandInstancesAreLaunchedWithoutWaitingForAReply() throws InterruptedException {
        CountDownLatch allAreMade = new CountDownLatch(11);
        new LaunchCalls().make(attempts(1_001), attempt -> {
            allAreMade.countDown();
            allAreMade.await();
        });
        assertThat(allAreMade.getCount()).isZero();
    }

    @Test
    void beyondWhatEc2LaunchesAtOnceOneCallWaitsAtATime() throws InterruptedException {
        AtomicInteger made = new AtomicInteger();
        AtomicInteger waiting = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        new LaunchCalls().make(attempts(1_500), attempt -> {
            if (made.incrementAndGet() > 11) {
                most.accumulateAndGet(waiting.incrementAndGet(), Math::max);
                Thread.yield();
                waiting.decrementAndGet();
            }
        });
        assertThat(made).hasValue(15);
        assertThat(most).hasValue(1);
    }

    @Test
    void aFailureIsThrownAfterTheOtherCallsHaveEnded() {
        CountDownLatch failed = new CountDownLatch(1);
        Set<String> ended = ConcurrentHashMap.newKeySet();
        List<LaunchAttempt> attempts = attempts(300);
        assertThatThrownBy(() -> new LaunchCalls().make(attempts, attempt -> {
                    if (attempt == attempts.get(0)) {
                        failed.countDown();
                        throw new IllegalArgumentException("refused");
                    }
                    failed.await();
                    ended.add(attempt.token());
                }))
                .hasMessage("refused");
        assertThat(ended).hasSize(2);
    }

    @Test
    void anInterruptEndsTheCallsBeforeItIsThrown() {
        AtomicInteger running = new AtomicInteger();
        Thread caller = Thread.currentThread();
        CountDownLatch bothRun = new CountDownLatch(2);
        assertThatThrownBy(() -> new LaunchCalls().make(attempts(200), attempt -> {
                    running.incrementAndGet();
                    try {
                        bothRun.countDown();
                        bothRun.await();
                        caller.interrupt();
                        new CountDownLatch(1).await();
                    } finally {
                        running.decrementAndGet();
                    }
                }))
                .isInstanceOf(InterruptedException.class);
        assertThat(running).hasValue(0);
    }
}
