package io.jenkins.plugins.locustswarm.config.secret;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.jenkins.plugins.awscredentials.AWSCredentialsImpl;
import com.cloudbees.plugins.credentials.CredentialsParameterDefinition;
import com.cloudbees.plugins.credentials.CredentialsParameterValue;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.ParametersAction;
import hudson.model.ParametersDefinitionProperty;
import io.jenkins.plugins.locustswarm.fixture.CleanJenkins;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class BuildCredentialsTest {

    private static JenkinsRule jenkins;

    @BeforeAll
    static void startJenkins(JenkinsRule rule) {
        jenkins = rule;
    }

    @BeforeEach
    void twoAccountsExist() throws Exception {
        CleanJenkins.reset(jenkins);
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .addAll(List.of(account("load-aws", "AKIALOAD"), account("other", "AKIAOTHER")));
    }

    private static AWSCredentialsImpl account(String id, String accessKey) {
        return new AWSCredentialsImpl(CredentialsScope.GLOBAL, id, accessKey, "secret", "");
    }

    private static String accessKey(FreeStyleBuild build, String id) {
        return BuildCredentials.of(build, new HashSet<>())
                .find(id, AWSCredentialsImpl.class, AwsLogin.KIND)
                .getAccessKey();
    }

    @Test
    void aParameterOfTheBuildDoesNotReplaceTheCredentialsOfTheProfile() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject();
        job.addProperty(new ParametersDefinitionProperty(new CredentialsParameterDefinition(
                "load-aws", "the account", "other", AWSCredentialsImpl.class.getName(), false)));

        FreeStyleBuild byDefault = jenkins.buildAndAssertSuccess(job);
        FreeStyleBuild chosen = jenkins.assertBuildStatusSuccess(job.scheduleBuild2(
                0, new ParametersAction(new CredentialsParameterValue("load-aws", "other", "the account"))));

        assertThat(accessKey(byDefault, "load-aws")).isEqualTo("AKIALOAD");
        assertThat(accessKey(chosen, "load-aws")).isEqualTo("AKIALOAD");
    }
}
