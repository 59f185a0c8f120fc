package io.jenkins.plugins.locustswarm.report.trend;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * A history that is walked once for all the charts of a page, which ask for it one right after another. A chart that
 * asks later, because the user chose something else for it, sees the builds as they are then.
 *
 * @param <T> what is found, never null
 */
final class SharedHistory<T> implements Iterable<T> {

    private static final Duration TOGETHER = Duration.ofSeconds(5);

    private final Iterable<T> history;
    private final Duration together;

    /** Weak, since a page's charts are kept for as long as its reader's session lasts. */
    private WeakReference<Walk<T>> latest = new WeakReference<>(null);

    SharedHistory(Iterable<T> history) {
        this(history, TOGETHER);
    }

    SharedHistory(Iterable<T> history, Duration together) {
        this.history = history;
        this.together = together;
    }

    @Override
    public Iterator<T> iterator() {
        return walk().iterator();
    }

    private synchronized Walk<T> walk() {
        Walk<T> walk = latest.get();
        if (walk == null || walk.isOver(together)) {
            walk = new Walk<>(history.iterator());
            latest = new WeakReference<>(walk);
        }
        return walk;
    }

    private static final class Walk<T> {

        private final Iterator<T> further;
        private final long began = System.nanoTime();
        private final List<T> found = new ArrayList<>();

        Walk(Iterator<T> further) {
            this.further = further;
        }

        boolean isOver(Duration together) {
            return System.nanoTime() - began >= together.toNanos();
        }

        /** Whether there are more than that many; walks on for it where nobody has been that far. */
        private synchronized boolean hasMoreThan(int count) {
            while (found.size() <= count && further.hasNext()) {
                found.add(further.next());
            }
            return found.size() > count;
        }

        private synchronized T get(int index) {
            return found.get(index);
        }

        Iterator<T> iterator() {
            return new Iterator<>() {
                private int next;

                @Override
                public boolean hasNext() {
                    return hasMoreThan(next);
                }

                @Override
                public T next() {
                    if (!hasNext()) {
                        throw new NoSuchElementException();
                    }
                    return get(next++);
                }
            };
        }
    }
}
