package io.jenkins.plugins.locustswarm.swarms;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The recent results of work in the background, of reapers and on images, for the management page. Kept in memory only,
 * so that it begins with the start of Jenkins. Thread-safe.
 */
@Restricted(NoExternalUse.class)
public final class BackgroundLog {

    private static final int MAX_SIZE = 50;

    private final Deque<Entry> entries = new ArrayDeque<>();

    /**
     * What background work did, or tried to do: a reaper, or the making of an image.
     *
     * @param owner the owner of the swarm; absent if that is not known
     * @param sentence what was done; it can contain the name of a job
     * @param failed whether it failed
     */
    public record Entry(Instant time, @CheckForNull SwarmOwner owner, String sentence, boolean failed) {}

    public static BackgroundLog get() {
        return SwarmRecords.get().backgroundLog();
    }

    /** Adds an entry about now instead of an equal one; removes the oldest one if there are too many. */
    public synchronized void add(@CheckForNull SwarmOwner owner, String sentence, boolean failed) {
        entries.removeIf(entry -> entry.sentence().equals(sentence)); // what fails is tried again every few minutes
        entries.addFirst(new Entry(Instant.now(), owner, sentence, failed));
        if (entries.size() > MAX_SIZE) {
            entries.removeLast();
        }
    }

    /** Returns the entries, newest first. */
    public synchronized List<Entry> newestFirst() {
        return List.copyOf(entries);
    }
}
