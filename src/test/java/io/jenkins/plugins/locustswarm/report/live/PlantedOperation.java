package io.jenkins.plugins.locustswarm.report.live;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.gate.Gate;
import io.jenkins.plugins.locustswarm.engine.record.EarlyStop;
import io.jenkins.plugins.locustswarm.engine.record.Load;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** The operation of a test, in the state that a test of its page gives it. */
final class PlantedOperation implements LiveOperation {

    private final List<Gate> gates;
    List<LivePhase> phases = List.of(LivePhase.UP, LivePhase.LOAD, LivePhase.COLLECT, LivePhase.DOWN);
    LivePhase phase = LivePhase.UP;
    String failure;
    EarlyStop stop;
    String swarm;
    String webPage;
    Machines machines = new Machines(2, 6);
    Load load = Load.of("any.py").users(100).runTime(LivePageTest.RUN_TIME).build();

    PlantedOperation(String... gates) {
        this.gates = Stream.of(gates).map(Gate::parse).toList();
    }

    @Override
    public List<LivePhase> phases() {
        return phases;
    }

    @Override
    public LivePhase phase() {
        return phase;
    }

    PlantedOperation on(String name) {
        swarm = name;
        return this;
    }

    @Override
    @CheckForNull
    public String swarm() {
        return swarm;
    }

    @Override
    @CheckForNull
    public String webPage() {
        return webPage;
    }

    @Override
    public boolean isWebPageOpen() {
        return webPage != null && machines.asked() > 0;
    }

    @Override
    public Load load() {
        return load;
    }

    @Override
    public List<Gate> gates() {
        return gates;
    }

    @Override
    public Machines machines() {
        return machines;
    }

    @Override
    @CheckForNull
    public String failure() {
        return failure;
    }

    @Override
    @CheckForNull
    public EarlyStop earlyStop() {
        return stop;
    }

    @Override
    public boolean stop(String user) {
        if (phase != LivePhase.LOAD) {
            return false;
        }
        stop = EarlyStop.by(user, Instant.now());
        return true;
    }
}
