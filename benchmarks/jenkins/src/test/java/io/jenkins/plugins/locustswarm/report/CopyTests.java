package io.jenkins.plugins.locustswarm.report;

import hudson.Launcher;
import hudson.model.AbstractBuild;
import hudson.model.BuildListener;
import java.io.IOException;
import org.jvnet.hudson.test.TestBuilder;

/** Writes results of unit tests into the workspace. */
final class CopyTests extends TestBuilder {

    private final String xml;

    CopyTests(String xml) {
        this.xml = xml;
    }

    @Override
    public boolean perform(AbstractBuild<?, ?> build, Launcher launcher, BuildListener listener)
            throws InterruptedException, IOException {
        build.getWorkspace().child("tests.xml").write(xml, "UTF-8");
        return true;
    }
}
