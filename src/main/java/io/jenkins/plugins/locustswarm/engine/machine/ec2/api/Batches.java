package io.jenkins.plugins.locustswarm.engine.machine.ec2.api;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Splits lists for calls of EC2 that take a limited number of items. */
public final class Batches {

    private Batches() {}

    public static List<List<String>> of(Collection<String> all, int maxSize) {
        List<String> list = List.copyOf(all);
        List<List<String>> batches = new ArrayList<>();
        for (int from = 0; from < list.size(); from += maxSize) {
            batches.add(list.subList(from, Math.min(list.size(), from + maxSize)));
        }
        return batches;
    }
}
