package io.jenkins.plugins.locustswarm.steps.operation;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.Launcher;
import hudson.model.AbstractBuild;
import hudson.model.BuildListener;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import io.jenkins.plugins.locustswarm.fixture.WebClients;
import io.jenkins.plugins.locustswarm.report.publish.LocustReports;
import jenkins.model.JenkinsLocationConfiguration;
import org.htmlunit.html.HtmlAnchor;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestBuilder;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class BuildLogTest {

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theReportIsALinkAlsoWithoutAUrlOfJenkins(boolean configured, JenkinsRule jenkins) throws Exception {
        if (!configured) {
            JenkinsLocationConfiguration.get().setUrl(null);
        }
        FreeStyleProject job = jenkins.createFreeStyleProject("load");
        job.getBuildersList().add(new TestBuilder() {
            @Override
            public boolean perform(AbstractBuild<?, ?> build, Launcher launcher, BuildListener listener) {
                BuildLog.printLink(listener, "Report", LocustReports.url(build, "Überlast 1"));
                return true;
            }
        });

        FreeStyleBuild build = jenkins.buildAndAssertSuccess(job);

        HtmlPage console = WebClients.withoutScripts(jenkins).getPage(build, "console");
        assertThat(console.getAnchors())
                .filteredOn(anchor -> anchor.getTextContent().contains("locust/test"))
                .singleElement()
                .extracting(HtmlAnchor::getHrefAttribute)
                .asString()
                .endsWith("/jenkins/job/load/1/locust/test/%C3%9Cberlast%201/");
        jenkins.assertLogContains("job/load/1/locust/test/%C3%9Cberlast%201/", build);
    }
}
