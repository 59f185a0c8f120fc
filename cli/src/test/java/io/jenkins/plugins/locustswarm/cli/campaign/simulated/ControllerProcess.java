package io.jenkins.plugins.locustswarm.cli.campaign.simulated;

import io.jenkins.plugins.locustswarm.benchmarks.engine.simulation.SimulatedEc2;
import io.jenkins.plugins.locustswarm.benchmarks.engine.simulation.SimulatedProvider;
import io.jenkins.plugins.locustswarm.engine.Swarm;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.key.FileKeyVault;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.key.KeyVault;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.key.SwarmKeys;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.record.RecordKeeper;
import io.jenkins.plugins.locustswarm.engine.record.RecordStore;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import software.amazon.awssdk.services.ec2.Ec2Client;

/**
 * A process of the controller, which knows nothing but the records on the disk. Once it is killed, nothing that its threads
 * still do has an effect, and they end by themselves.
 */
final class ControllerProcess implements AutoCloseable {

    /** What the threads of a process get that was killed. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;

        Killed() {
            super("killed", null, false, false);
        }
    }

    /** The longest time until a call that was made just before the end of the process is carried out. */
    private static final Duration LATER = Duration.ofSeconds(2);

    private final SimulatedEnvironment world;
    private final int lastStep;
    private final CommandEnd.Effect effect;
    private final ScheduledExecutorService timer;
    private final AtomicInteger steps = new AtomicInteger();
    private final RecordKeeper keeper;
    private final SimulatedProvider provider;
    private final Swarm swarm;
    private volatile boolean killed;

    /**
     * @param unsaved the record of the swarm, if none is on the disk
     * @param end how the process ends
     */
    ControllerProcess(SimulatedEnvironment world, SwarmRecord unsaved, CommandEnd end, ScheduledExecutorService timer) {
        this.world = world;
        this.lastStep = end.kind() == CommandEnd.Kind.KILLED ? end.step() : 0;
        this.effect = end.effect();
        this.timer = timer;
        this.keeper = new RecordKeeper(
                new Records(), world.disk().load(unsaved.name()).orElse(unsaved));
        this.provider = new SimulatedProvider(client(), world.network(), world.settings(), new Vault());
        this.swarm = new Swarm(keeper, provider, Progress.SILENT);
    }

    Swarm swarm() {
        return swarm;
    }

    SimulatedProvider provider() {
        return provider;
    }

    RecordKeeper keeper() {
        return keeper;
    }

    void kill() {
        killed = true;
    }

    boolean isKilled() {
        return killed;
    }

    private <T> T step(boolean isCall, Supplier<T> step) {
        if (killed) {
            throw new Killed();
        }
        if (steps.incrementAndGet() == lastStep) {
            if (effect == CommandEnd.Effect.DONE_LATER && isCall) {
                timer.schedule(step::get, world.time().real(LATER).toMillis(), TimeUnit.MILLISECONDS);
            } else if (effect != CommandEnd.Effect.NONE) {
                step.get();
            }
            killed = true;
        }
        T result = killed ? null : step.get();
        if (killed) {
            throw new Killed();
        }
        return result;
    }

    private Ec2Client client() {
        return (Ec2Client) Proxy.newProxyInstance(
                Ec2Client.class.getClassLoader(), new Class<?>[] {Ec2Client.class}, (proxy, method, arguments) -> {
                    if (!method.isDefault()) {
                        return method.invoke(world.ec2(), arguments); // close() and serviceName()
                    }
                    return isCall(method)
                            ? step(true, () -> world.api().call(method.getName(), () -> invoke(method, arguments)))
                            : InvocationHandler.invokeDefault(proxy, method, arguments);
                });
    }

    /** Whether the simulation has this method, which others of the client end up with. */
    private static boolean isCall(Method method) throws NoSuchMethodException {
        return SimulatedEc2.class
                        .getMethod(method.getName(), method.getParameterTypes())
                        .getDeclaringClass()
                == SimulatedEc2.class;
    }

    private Object invoke(Method method, Object[] arguments) {
        try {
            return method.invoke(world.ec2(), arguments);
        } catch (InvocationTargetException e) {
            throw (RuntimeException) e.getCause();
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        swarm.close();
        provider.close();
    }

    private final class Records implements RecordStore {

        @Override
        public void save(SwarmRecord record) {
            step(false, () -> {
                world.disk().save(record);
                return null;
            });
        }

        @Override
        public Optional<SwarmRecord> load(String name) {
            return world.disk().load(name);
        }

        @Override
        public List<String> names() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void delete(String name) {
            throw new UnsupportedOperationException();
        }
    }

    private final class Vault implements KeyVault {

        private final KeyVault files = new FileKeyVault(world.disk()::folderOf);

        @Override
        public void save(String name, SwarmKeys keys) {
            step(false, () -> {
                files.save(name, keys);
                return null;
            });
        }

        @Override
        public Optional<SwarmKeys> load(String name) {
            return files.load(name);
        }

        @Override
        public void delete(String name) {
            step(false, () -> {
                files.delete(name);
                return null;
            });
        }
    }
}
