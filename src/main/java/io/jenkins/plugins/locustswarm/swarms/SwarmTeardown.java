package io.jenkins.plugins.locustswarm.swarms;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.LogTaskListener;
import io.jenkins.plugins.locustswarm.engine.failure.MachinesLeftException;
import io.jenkins.plugins.locustswarm.engine.failure.SwarmException;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Takes swarms down, at once or in the background, and remembers the cause. */
@Extension
@Restricted(NoExternalUse.class)
public final class SwarmTeardown {

    private static final Logger LOGGER = Logger.getLogger(SwarmTeardown.class.getName());

    private final Set<String> inBackground = ConcurrentHashMap.newKeySet();

    public static SwarmTeardown get() {
        return ExtensionList.lookupSingleton(SwarmTeardown.class);
    }

    /**
     * Takes a swarm down, interrupts other work on it, and deletes its record. Does nothing if the swarm is already down.
     *
     * @throws MachinesLeftException if machines may be left; the record is kept, and the reaper tries again
     */
    public void takeDown(String swarmName, TaskListener listener, TeardownCause cause) throws InterruptedException {
        SwarmRecords records = SwarmRecords.get();
        records.load(swarmName).ifPresent(swarm -> records.teardowns().begun(swarm, cause));
        try {
            SwarmPool.get().interruptAndRun(swarmName, () -> {
                if (records.load(swarmName).isPresent()) {
                    takeDownInTurn(swarmName, listener);
                }
                return null;
            });
        } catch (InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void takeDownInTurn(String swarmName, TaskListener listener) throws InterruptedException {
        // without resources no credentials are needed, and missing ones may be why nothing was created
        boolean hasResources = hasResources(SwarmRecords.get().keeper(swarmName).get());
        if (hasResources) {
            try (OpenSwarm open = Swarms.get().open(swarmName, null, new TeardownLog(listener))) {
                open.swarm().down(EnumSet.allOf(Role.class));
            } catch (SwarmException e) {
                List<String> left = e instanceof MachinesLeftException machines ? machines.left() : List.of();
                throw new MachinesLeftException(incomplete(e.getMessage()), left, e);
            }
        }
        SwarmRecords.get().delete(swarmName);
        Swarms.get().forget(swarmName);
        if (hasResources) {
            listener.getLogger().println("Swarm " + swarmName + " is down.");
        }
    }

    /**
     * Returns whether anything was created for the swarm. Providers record what they are about to create: an id for each
     * machine, and resources of their own.
     */
    static boolean hasResources(SwarmRecord record) {
        return record.machines().stream().anyMatch(machine -> machine.id() != null)
                || record.resources().keySet().stream().anyMatch(key -> !key.startsWith(SwarmOwner.JENKINS));
    }

    /**
     * Returns the message about a teardown that failed, with the time of the next attempt.
     *
     * @param reason a sentence
     */
    public static String incomplete(String reason) {
        return Messages.SwarmTeardown_Incomplete(reason);
    }

    /** Takes a swarm down in a thread of {@link SwarmPool}. Progress and failures go to the system log. */
    public void takeDownSoon(String swarmName, TeardownCause cause) {
        if (!inBackground.add(swarmName)) {
            return;
        }
        try {
            SwarmPool.get().execute(SwarmWork.TEARDOWN, () -> takeDownInBackground(swarmName, cause));
        } catch (RuntimeException | Error e) {
            inBackground.remove(swarmName); // so that the reaper tries again
            throw e;
        }
    }

    private void takeDownInBackground(String swarmName, TeardownCause cause) {
        SwarmOwner owner = null;
        try {
            owner = SwarmRecords.get().load(swarmName).map(SwarmOwner::of).orElse(null);
            if (owner == null) {
                return; // it is down
            }
            LOGGER.log(Level.INFO, "Swarm {0} is being taken down {1}.", new Object[] {swarmName, cause});
            takeDown(swarmName, new LogTaskListener(LOGGER, Level.INFO), cause);
            report(owner, cause, Messages.SwarmTeardown_Done(swarmName, cause), false);
        } catch (InterruptedException e) {
            LOGGER.log(Level.INFO, "The teardown of swarm {0} was interrupted; the reaper continues it.", swarmName);
        } catch (SwarmException e) {
            LOGGER.log(Level.WARNING, e.getMessage(), e);
            report(owner, cause, Messages.SwarmTeardown_Failed(swarmName, e.getMessage()), true);
        } catch (RuntimeException | Error e) {
            LOGGER.log(
                    Level.WARNING, e, () -> "Swarm " + swarmName + " could not be taken down; the reaper tries again.");
            report(owner, cause, Messages.SwarmTeardown_Failed(swarmName, e + "."), true);
        } finally {
            inBackground.remove(swarmName);
        }
    }

    private static void report(@CheckForNull SwarmOwner owner, TeardownCause cause, String sentence, boolean failed) {
        if (cause.isReaper()) {
            BackgroundLog.get().add(owner, sentence, failed);
        }
    }

    /** Takes all swarms of a build down, as {@link #takeDownSoon} does for one. */
    public void takeDownAllSoon(Run<?, ?> run, TeardownCause cause) {
        SwarmPool.get()
                .execute(
                        SwarmWork.TEARDOWN,
                        () -> Swarms.get().of(run).forEach(swarm -> takeDownSoon(swarm.name(), cause)));
    }
}
