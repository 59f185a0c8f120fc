package io.jenkins.plugins.locustswarm.report;

import hudson.model.FreeStyleProject;
import io.jenkins.plugins.locustswarm.fixture.CleanJenkins;
import io.jenkins.plugins.locustswarm.fixture.WebClients;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** A Jenkins that the tests of a class share, with a new job and a new browser for each of them. */
@WithJenkins
public abstract class JenkinsWithJob {

    /** The name of the job. */
    protected static final String JOB = "kandu";

    protected static JenkinsRule jenkins;

    /** For files of the test. */
    @TempDir
    protected Path folder;

    protected FreeStyleProject job;

    /** Runs no scripts: those of the charts ask too much of it. */
    protected JenkinsRule.WebClient browser;

    @BeforeAll
    static void startJenkins(JenkinsRule rule) {
        jenkins = rule;
    }

    @BeforeEach
    void makeJob() throws Exception {
        CleanJenkins.reset(jenkins);
        job = jenkins.createFreeStyleProject(JOB);
        browser = WebClients.withoutScripts(jenkins);
    }
}
