package io.jenkins.plugins.locustswarm.engine.machine.ec2;

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
 * Deletes what was made beside machines. What is gone already is a success, also where EC2 refuses to say so: see {@link
 * Ec2CallException#isRefusal()}.
 */
final class Ec2Deletion {

    private interface Look {
        boolean isShown() throws InterruptedException;
    }

    /** What refusals mean while one thing is deleted. */
    private static final class Refusals {

        private final Deadline unseen;
        private final Deadline visible;
        private final Look look;

        Refusals(Duration unseen, Duration visible, Look look) {
            this.unseen = Deadline.in(unseen);
            this.visible = Deadline.in(visible);
            this.look = look;
        }

        /**
         * Whether it means that the thing is gone; otherwise the call is worth repeating.
         *
         * @throws Ec2CallException the refusal, when EC2 goes on showing the thing
         */
        boolean meansGone(Ec2CallException refusal) throws InterruptedException {
            if (unseen.passed() && !look.isShown()) {
                return true;
            }
            if (visible.passed()) {
                throw refusal;
            }
            return false;
        }
    }

    private final Ec2Api api;
    private final Ec2Timing pace;
    private final Duration unseen;

    /** @param unseen for how long the things may still be so new that EC2 does not show them */
    Ec2Deletion(Ec2Api api, Duration unseen) {
        this.api = api;
        this.pace = api.pace();
        this.unseen = unseen;
    }

    /** @throws Ec2CallException when EC2 refuses although it shows the key pair */
    void deleteKeyPair(String name) throws InterruptedException {
        Refusals refusals = new Refusals(unseen, pace.visible(), () -> Ec2Lookup.keyPair(api, name));
        Deadline deadline = Deadline.in(pace.teardown());
        Backoff backoff = new Backoff(pace);
        while (true) {
            try {
                // EC2 takes the deletion of a key pair that is not there for a success
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
     * Deletes a security group, as soon as nothing uses it any more.
     *
     * @throws Ec2CallException with code {@code DependencyViolation} when something goes on using it, and another one
     *     when EC2 refuses although it shows the group
     */
    void deleteGroup(String id) throws InterruptedException {
        Refusals refusals = new Refusals(unseen, pace.visible(), () -> Ec2Lookup.group(api, id));
        Deadline deadline = Deadline.in(pace.teardown());
        Backoff backoff = new Backoff(pace);
        boolean revoked = false;
        while (true) {
            try {
                api.call(
                        "delete security group " + id,
                        client -> client.deleteSecurityGroup(request -> request.groupId(id)));
                return;
            } catch (Ec2CallException e) {
                if (e.isNotFound() || (e.isRefusal() && refusals.meansGone(e))) {
                    return;
                }
                boolean inUse =
                        e.code().equals("DependencyViolation") || e.code().equals("InvalidGroup.InUse");
                if (!e.isRefusal() && (!inUse || deadline.passed())) {
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
     * Rules of swarms' groups that name this one keep it from being deleted. Other people's rules are left alone.
     *
     * @return whether none is left; false where EC2 refused, as for a group that was deleted meanwhile
     */
    private boolean revokeRulesAbout(String id) throws InterruptedException {
        Filter naming =
                Filter.builder().name("ip-permission.group-id").values(id).build();
        List<SecurityGroup> groups = api.call(
                        "look for rules about " + id,
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
