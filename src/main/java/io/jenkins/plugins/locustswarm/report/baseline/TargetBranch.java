package io.jenkins.plugins.locustswarm.report.baseline;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.Job;
import hudson.security.ACL;
import hudson.security.ACLContext;
import java.util.Optional;
import jenkins.scm.api.SCMHead;
import jenkins.scm.api.mixin.ChangeRequestSCMHead;

/** The branch that a change request of a multibranch job is to be merged into. */
final class TargetBranch {

    private TargetBranch() {}

    /** Returns the job of the target branch; empty if the job is not of a change request, or the branch has no job. */
    static Optional<Job<?, ?>> of(Job<?, ?> job) {
        if (!(SCMHead.HeadByItem.findHead(job) instanceof ChangeRequestSCMHead request)) {
            return Optional.empty();
        }
        SCMHead target = request.getTarget();
        try (ACLContext ignored = ACL.as2(ACL.SYSTEM2)) {
            Item named = item(job.getParent(), target.getName());
            return isOf(target, named) ? Optional.of((Job<?, ?>) named) : search(job.getParent(), target);
        }
    }

    /** A multibranch job finds the job of a branch by the name of the branch. */
    @CheckForNull
    private static Item item(ItemGroup<?> folder, String name) {
        return folder.getItem(name);
    }

    private static Optional<Job<?, ?>> search(ItemGroup<?> folder, SCMHead target) {
        for (Item item : folder.getItems()) {
            if (isOf(target, item)) {
                return Optional.of((Job<?, ?>) item);
            }
        }
        return Optional.empty();
    }

    /** The head of a target and that of its branch may differ in class, but not in name. */
    private static boolean isOf(SCMHead target, @CheckForNull Item item) {
        if (!(item instanceof Job<?, ?>)) {
            return false;
        }
        SCMHead head = SCMHead.HeadByItem.findHead(item);
        return head != null
                && !(head instanceof ChangeRequestSCMHead)
                && head.getName().equals(target.getName());
    }
}
