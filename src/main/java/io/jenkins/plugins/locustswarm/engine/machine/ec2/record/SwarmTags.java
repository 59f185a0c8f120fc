package io.jenkins.plugins.locustswarm.engine.machine.ec2.record;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** The tags on all resources of a swarm. They identify the resources even if the record of the swarm is lost. */
public final class SwarmTags {

    static final String PREFIX = "locust-swarm:";

    /** Name of the swarm. */
    public static final String SWARM = PREFIX + "swarm";

    /** Id of the swarm: see {@link Ec2Resources#ID}. */
    public static final String ID = PREFIX + "id";

    public static final String OWNER = PREFIX + "owner";
    public static final String CONTROLLER = PREFIX + "controller";

    /** The time, in ISO 8601, from which the reaper of the swarm's controller may remove the resources. */
    public static final String LEASE_END = PREFIX + "lease-end";

    private static final String NAME = "Name";

    /** Limits of EC2 ("Tag your Amazon EC2 resources", tag restrictions). */
    private static final int MAX_TAGS = 50;

    /** The five tags of this class and {@code Name}. */
    private static final int SWARM_TAGS = 6;

    private static final int MAX_KEY_LENGTH = 128;
    private static final int MAX_VALUE_LENGTH = 256;

    private SwarmTags() {}

    /**
     * Checks the user's own tags.
     *
     * @throws BadInputException if EC2 would reject one
     */
    public static void check(Map<String, String> own) {
        own.forEach((key, value) -> {
            if (key.isBlank() || key.length() > MAX_KEY_LENGTH || hasControl(key)) {
                throw new BadInputException("\"" + visible(key) + "\" is not a valid name of a tag: it must have 1 to "
                        + MAX_KEY_LENGTH + " characters and no control characters such as line breaks.");
            }
            if (key.startsWith(PREFIX) || key.regionMatches(true, 0, "aws:", 0, 4)) {
                throw new BadInputException("The tag " + key + " cannot be set: names that begin with aws: or " + PREFIX
                        + " are reserved. Use another name.");
            }
            if (value.length() > MAX_VALUE_LENGTH || hasControl(value)) {
                throw new BadInputException("The tag " + key + " has an invalid value: it must have at most "
                        + MAX_VALUE_LENGTH + " characters and no control characters such as line breaks.");
            }
        });
        if (own.size() > MAX_TAGS - SWARM_TAGS) {
            throw new BadInputException("There are " + own.size() + " tags: EC2 allows " + MAX_TAGS
                    + ", and the swarm needs " + SWARM_TAGS + " of them. Remove some.");
        }
    }

    /** Returns all tags of a swarm. */
    static List<Tag> of(SwarmRecord swarm) {
        Map<String, String> all = new TreeMap<>();
        all.put(NAME, "locust-swarm " + swarm.name());
        all.putAll(swarm.tags());
        all.put(SWARM, swarm.name());
        Ec2Resources resources = new Ec2Resources(swarm);
        all.put(ID, resources.id().orElseThrow());
        all.put(OWNER, fitting(swarm.owner()));
        all.put(CONTROLLER, fitting(swarm.controllerId()));
        all.put(LEASE_END, resources.taggedLease().toString());
        return all.entrySet().stream()
                .map(tag -> tag(tag.getKey(), tag.getValue()))
                .toList();
    }

    /** Returns the tag that changes when a lease is extended. */
    public static Tag leaseEnd(Instant end) {
        return tag(LEASE_END, end.toString());
    }

    /** Returns all tags of a swarm for a call that creates resources of these types. */
    public static List<TagSpecification> on(SwarmRecord swarm, ResourceType... types) {
        List<Tag> tags = of(swarm);
        return Stream.of(types)
                .map(type ->
                        TagSpecification.builder().resourceType(type).tags(tags).build())
                .toList();
    }

    /** Returns a filter for the resources of one swarm. */
    public static Filter filter(String id) {
        return Filter.builder().name("tag:" + ID).values(id).build();
    }

    /** Returns a filter for the resources of all swarms. */
    public static Filter anySwarm() {
        return Filter.builder().name("tag-key").values(ID).build();
    }

    public static Optional<String> value(Collection<Tag> tags, String key) {
        return tags.stream()
                .filter(tag -> tag.key().equals(key))
                .map(Tag::value)
                .findFirst();
    }

    /** Returns the ends of leases in the tags. Unreadable ones are left out. */
    public static Stream<Instant> leaseEnds(Collection<Tag> tags) {
        return tags.stream().filter(tag -> tag.key().equals(LEASE_END)).flatMap(tag -> {
            try {
                return Stream.of(Instant.parse(tag.value()));
            } catch (DateTimeException e) {
                return Stream.empty(); // a user has edited the tag
            }
        });
    }

    /** Returns an owner or a controller as it is in the tag: shortened, and without control characters. */
    public static String fitting(String value) {
        String plain = visible(value);
        return plain.substring(0, Math.min(plain.length(), MAX_VALUE_LENGTH));
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    private static boolean hasControl(String text) {
        return text.chars().anyMatch(Character::isISOControl);
    }

    private static String visible(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
