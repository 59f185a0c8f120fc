package io.jenkins.plugins.locustswarm.engine.machine.ec2.api;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** EC2 takes only so many things in one call. */
public final class Batches {

    private Batches() {}

    public static List<List<String>> of(Collection<String> all, int most) {
        List<String> list = List.copyOf(all);
        List<List<String>> batches = new ArrayList<>();
        for (int from = 0; from < list.size(); from += most) {
            batches.add(list.subList(from, Math.min(list.size(), from + most)));
        }
        return batches;
    }
}
