package io.jenkins.plugins.locustswarm.report.baseline;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.model.Descriptor;
import hudson.model.TaskListener;
import hudson.scm.NullSCM;
import hudson.scm.SCM;
import java.io.IOException;
import java.util.List;
import jenkins.branch.BranchSource;
import jenkins.scm.api.SCMHead;
import jenkins.scm.api.SCMHeadEvent;
import jenkins.scm.api.SCMHeadObserver;
import jenkins.scm.api.SCMRevision;
import jenkins.scm.api.SCMSource;
import jenkins.scm.api.SCMSourceCriteria;
import jenkins.scm.api.SCMSourceDescriptor;
import jenkins.scm.api.mixin.ChangeRequestSCMHead;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.flow.FlowDefinition;
import org.jenkinsci.plugins.workflow.multibranch.AbstractWorkflowBranchProjectFactory;
import org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject;
import org.jvnet.hudson.test.JenkinsRule;

/** The branches of a multibranch job, without a repository: each has an empty Pipeline. */
public final class BranchesInMemory extends SCMSource {

    private final List<String> branches;

    private BranchesInMemory(List<String> branches) {
        this.branches = branches;
    }

    /** Creates a multibranch job with these branches and the change request PR-1 for the last one, and builds each once. */
    static WorkflowMultiBranchProject project(JenkinsRule jenkins, String... branches) throws Exception {
        WorkflowMultiBranchProject project = jenkins.createProject(WorkflowMultiBranchProject.class, "shop");
        project.setProjectFactory(new EmptyPipelines());
        project.getSourcesList().add(new BranchSource(new BranchesInMemory(List.of(branches))));
        project.scheduleBuild2(0).getFuture().get();
        jenkins.waitUntilNoActivity();
        return project;
    }

    @Override
    protected void retrieve(
            @CheckForNull SCMSourceCriteria criteria,
            SCMHeadObserver observer,
            @CheckForNull SCMHeadEvent<?> event,
            TaskListener listener)
            throws IOException, InterruptedException {
        SCMHead last = null;
        for (String branch : branches) {
            last = new SCMHead(branch);
            observer.observe(last, new Revision(last));
        }
        SCMHead request = new Request(last);
        observer.observe(request, new Revision(request));
    }

    @Override
    public SCM build(SCMHead head, @CheckForNull SCMRevision revision) {
        return new NullSCM();
    }

    private static final class Request extends SCMHead implements ChangeRequestSCMHead {

        private static final long serialVersionUID = 1L;

        private final SCMHead target;

        Request(SCMHead target) {
            super("PR-1");
            this.target = target;
        }

        @Override
        public String getId() {
            return "1";
        }

        @Override
        public SCMHead getTarget() {
            return target;
        }
    }

    private static final class Revision extends SCMRevision {

        private static final long serialVersionUID = 1L;

        Revision(SCMHead head) {
            super(head);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Revision revision && revision.getHead().equals(getHead());
        }

        @Override
        public int hashCode() {
            return getHead().hashCode();
        }
    }

    @Extension
    public static final class DescriptorImpl extends SCMSourceDescriptor {}

    /** Gives each branch an empty Pipeline. */
    public static final class EmptyPipelines extends AbstractWorkflowBranchProjectFactory {

        @Override
        protected FlowDefinition createDefinition() {
            try {
                return new CpsFlowDefinition("", true);
            } catch (Descriptor.FormException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        protected SCMSourceCriteria getSCMSourceCriteria(SCMSource source) {
            return (probe, listener) -> true;
        }

        @Extension
        public static final class DescriptorImpl extends AbstractWorkflowBranchProjectFactoryDescriptor {}
    }
}
