package io.jenkins.plugins.locustswarm.engine.machine.ec2;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Backoff;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Ec2Api;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Ec2CallException;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Ec2Lookup;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.record.SwarmTags;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Timing;
import io.jenkins.plugins.locustswarm.engine.shell.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;

/**
 * Deletes key pairs and security groups. One that is already gone counts as success, even where EC2 only denies the
 * permission: see {@link Ec2CallException#isRefusal()}.
 */
final class ResourceDeletion {

    /** Whether EC2 shows a resource. */
    interface Existence {
        boolean isShown() throws InterruptedException;
    }

    /** Interprets what EC2 says while it may not know one resource. */
    private static final class Refusals {

        private final Deadline unseen;
        private final Duration visible;
        private final Existence resource;

        @CheckForNull
        private Deadline visibleUntil;

        Refusals(Duration unseen, Duration visible, Existence resource) {
            this.unseen = Deadline.in(unseen);
            this.visible = visible;
            this.resource = resource;
        }

        /**
         * Whether a refusal, or that EC2 does not find it, means that the resource is gone. If not, the call can be
         * repeated.
         *
         * @throws Ec2CallException the refusal, when EC2 continues to show the resource
         */
        boolean meansGone(Ec2CallException refusal) throws InterruptedException {
            if (unseen.passed() && !resource.isShown()) {
                return true;
            }
            if (visibleUntil == null) { // EC2 may have shown a deleted resource for long: it was in use
                visibleUntil = Deadline.in(visible);
            }
            if (visibleUntil.passed()) {
                throw refusal;
            }
            return false;
        }
    }

    private final Ec2Api api;
    private final Ec2Timing timing;
    private final Duration unseen;

    /** @param unseen for how long the resources may still be so new that EC2 does not show them */
    ResourceDeletion(Ec2Api api, Duration unseen) {
        this.api = api;
        this.timing = api.timing();
        this.unseen = unseen;
    }

    /** @throws Ec2CallException if EC2 refuses the deletion of a key pair that exists */
    void deleteKeyPair(String name) throws InterruptedException {
        Refusals refusals = new Refusals(unseen, timing.visible(), () -> Ec2Lookup.keyPairExists(api, name));
        Deadline deadline = Deadline.in(timing.teardown());
        Backoff backoff = new Backoff(timing);
        while (true) {
            try {
                // EC2 reports success for a key pair that does not exist
                api.call("delete key pair " + name, client -> client.deleteKeyPair(request -> request.keyName(name)));
                return;
            } catch (Ec2CallException e) {
                if (!e.isRefusal()) {
                    throw e;
                }
                if (refusals.meansGone(e)) {
                    return;
                }
                backoff.pause(deadline);
            }
        }
    }

    /**
     * Deletes a security group as soon as it is no longer in use.
     *
     * @throws Ec2CallException with code {@code DependencyViolation} when it remains in use, or with another code when
     *     EC2 refuses the deletion of a group that exists
     */
    void deleteGroup(String id) throws InterruptedException {
        Refusals refusals = new Refusals(unseen, timing.visible(), () -> Ec2Lookup.groupExists(api, id));
        Deadline deadline = Deadline.in(timing.teardown());
        Backoff backoff = new Backoff(timing);
        boolean revoked = false;
        while (true) {
            try {
                api.call(
                        "delete security group " + id,
                        client -> client.deleteSecurityGroup(request -> request.groupId(id)));
                return;
            } catch (Ec2CallException e) {
                boolean isUnknown = e.isNotFound() || e.isRefusal();
                if (isUnknown && refusals.meansGone(e)) {
                    return;
                }
                boolean inUse =
                        e.code().equals("DependencyViolation") || e.code().equals("InvalidGroup.InUse");
                if (!isUnknown && (!inUse || deadline.passed())) {
                    throw e;
                }
                if (inUse && !revoked) {
                    revoked = revokeRulesAbout(id);
                }
                backoff.pause(deadline);
            }
        }
    }

    /**
     * Revokes the rules of swarms' groups that refer to this group and prevent its deletion. Rules of other groups stay.
     *
     * @return whether all are revoked; not where EC2 refused, as for a group that was deleted meanwhile
     */
    private boolean revokeRulesAbout(String id) throws InterruptedException {
        Filter naming =
                Filter.builder().name("ip-permission.group-id").values(id).build();
        List<SecurityGroup> groups = api.call(
                        "describe rules that refer to " + id,
                        client -> client.describeSecurityGroups(request -> request.filters(naming)))
                .securityGroups();
        boolean all = true;
        for (SecurityGroup group : groups) {
            if (SwarmTags.value(group.tags(), SwarmTags.ID).isEmpty()) {
                continue;
            }
            List<IpPermission> about = new ArrayList<>();
            for (IpPermission rule : group.ipPermissions()) {
                if (rule.userIdGroupPairs().stream().anyMatch(pair -> id.equals(pair.groupId()))) {
                    about.add(rule);
                }
            }
            all &= about.isEmpty() || revoke(group.groupId(), about);
        }
        return all;
    }

    private boolean revoke(String group, List<IpPermission> rules) throws InterruptedException {
        try {
            api.call(
                    "revoke rules of " + group,
                    client -> client.revokeSecurityGroupIngress(
                            request -> request.groupId(group).ipPermissions(rules)));
            return true;
        } catch (Ec2CallException e) {
            if (e.isRefusal() || e.isNotFound()) {
                return false;
            }
            throw e;
        }
    }
}
