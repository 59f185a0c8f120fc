package io.jenkins.plugins.locustswarm.report.trend;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * A history that is read once for all charts of a page, which the browser requests one right after another. A later
 * request, after a change of the configuration, reads it again.
 *
 * @param <T> the type of the elements, which are never null
 */
final class SharedHistory<T> implements Iterable<T> {

    /** The time for which charts share the history. */
    private static final Duration MAX_AGE = Duration.ofSeconds(5);

    private final Iterable<T> history;
    private final Duration maxAge;

    /** Weak, since Jenkins keeps the charts of a page until the session of the user ends. */
    private WeakReference<Walk<T>> latest = new WeakReference<>(null);

    SharedHistory(Iterable<T> history) {
        this(history, MAX_AGE);
    }

    SharedHistory(Iterable<T> history, Duration maxAge) {
        this.history = history;
        this.maxAge = maxAge;
    }

    @Override
    public Iterator<T> iterator() {
        return walk().iterator();
    }

    private synchronized Walk<T> walk() {
        Walk<T> walk = latest.get();
        if (walk == null || walk.isOlderThan(maxAge)) {
            walk = new Walk<>(history.iterator());
            latest = new WeakReference<>(walk);
        }
        return walk;
    }

    private static final class Walk<T> {

        private final Iterator<T> rest;
        private final long start = System.nanoTime();
        private final List<T> found = new ArrayList<>();

        Walk(Iterator<T> rest) {
            this.rest = rest;
        }

        boolean isOlderThan(Duration maxAge) {
            return System.nanoTime() - start >= maxAge.toNanos();
        }

        /** Returns whether there are more elements than that; reads further if necessary. */
        private synchronized boolean hasMoreThan(int count) {
            while (found.size() <= count && rest.hasNext()) {
                found.add(rest.next());
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
