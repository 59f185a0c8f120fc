package io.jenkins.plugins.locustswarm.benchmarks.engine.simulation;

import java.util.Collection;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Tag;

/** Selects resources like EC2: by their tags, and by one more property. */
record Filters(List<Filter> filters) {

    private static final int MAX_VALUES = 200;
    private static final String TAG = "tag:";

    /** @throws software.amazon.awssdk.services.ec2.model.Ec2Exception if a filter has too many values */
    Filters {
        if (filters.stream().anyMatch(filter -> filter.values().size() > MAX_VALUES)) {
            throw Refusals.of(400, "FilterLimitExceeded");
        }
    }

    /**
     * Returns whether a resource is selected.
     *
     * @param name name of the filter for its property
     * @param values values of the property
     */
    boolean match(List<Tag> tags, String name, Collection<String> values) {
        return filters.stream().allMatch(filter -> matches(filter, tags, name, values));
    }

    private static boolean matches(Filter filter, List<Tag> tags, String name, Collection<String> values) {
        if (filter.name().equals("tag-key")) {
            return tags.stream().anyMatch(tag -> filter.values().contains(tag.key()));
        }
        if (filter.name().startsWith(TAG)) {
            String key = filter.name().substring(TAG.length());
            return tags.stream()
                    .anyMatch(tag -> tag.key().equals(key) && filter.values().contains(tag.value()));
        }
        if (!filter.name().equals(name)) {
            throw new IllegalArgumentException("the simulation does not know the filter " + filter.name());
        }
        return values.stream().anyMatch(filter.values()::contains);
    }
}
