package io.jenkins.plugins.locustswarm.manage;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import hudson.model.Item;
import hudson.util.StreamTaskListener;
import io.jenkins.plugins.locustswarm.cleanup.Builds;
import io.jenkins.plugins.locustswarm.cleanup.SwarmReaper;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.engine.shell.Deadline;
import io.jenkins.plugins.locustswarm.fixture.WebClients;
import io.jenkins.plugins.locustswarm.swarms.BackgroundLog;
import io.jenkins.plugins.locustswarm.swarms.SwarmOwner;
import io.jenkins.plugins.locustswarm.swarms.SwarmRecords;
import io.jenkins.plugins.locustswarm.swarms.Swarms;
import java.net.URL;
import java.time.Duration;
import java.util.Map;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.HtmlElement;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.JenkinsRule.WebClient;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class LocustSwarmsManagementLinkTest {

    private JenkinsRule jenkins;
    private Builds builds;
    private FreeStyleBuild build;
    private SwarmRecord swarm;

    @BeforeEach
    void aSwarmIsUp(JenkinsRule rule) throws Exception {
        jenkins = rule;
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(Jenkins.READ, Jenkins.SYSTEM_READ)
                .everywhere()
                .to("auditor", "stranger")
                .grant(Item.READ)
                .everywhere()
                .to("auditor")
                .grant(Jenkins.READ)
                .everywhere()
                .to("user"));
        builds = new Builds(rule);
        build = builds.start(jenkins.createFreeStyleProject("shop"), jenkins.jenkins);
        swarm = Builds.plan(build);
    }

    @AfterEach
    void end() throws Exception {
        builds.end(build);
    }

    private WebClient as(String user) throws Exception {
        return WebClients.withoutScripts(jenkins)
                .withThrowExceptionOnFailingStatusCode(false)
                .login(user);
    }

    private int takeDown(WebClient client, HttpMethod method) throws Exception {
        URL url = new URL(client.getContextPath() + "manage/locust-swarms/takeDown?name=" + swarm.name());
        WebRequest request = new WebRequest(url, method);
        if (method == HttpMethod.POST) {
            client.addCrumb(request);
        }
        return client.getPage(request).getWebResponse().getStatusCode();
    }

    private boolean goes() throws InterruptedException {
        Deadline deadline = Deadline.in(Duration.ofMinutes(2));
        while (!deadline.passed() && SwarmRecords.get().names().contains(swarm.name())) {
            deadline.pause(Duration.ofMillis(50));
        }
        return !SwarmRecords.get().names().contains(swarm.name());
    }

    @Test
    void thePageShowsTheOwnerAndTheAgeOfEachSwarm() throws Exception {
        HtmlPage page = as("auditor").goTo("manage/locust-swarms/");

        assertThat(page.asNormalizedText())
                .contains(swarm.name())
                .contains("shop #1")
                .contains("default")
                .contains("starting")
                .contains("39 min")
                .doesNotContain("Take down");
        assertThat(as("admin").goTo("manage/locust-swarms/").asNormalizedText()).contains("Take down");
        assertThat(as("admin").goTo("manage/").asNormalizedText()).contains("Locust swarms");
    }

    @Test
    void theTableIsSortedByTheTimeThatIsLeftOfALease() throws Exception {
        HtmlPage page = as("auditor").goTo("manage/locust-swarms/");

        DomElement left = page.querySelectorAll("td[data]").stream()
                .map(DomElement.class::cast)
                .filter(cell -> cell.asNormalizedText().contains("39 min"))
                .findFirst()
                .orElseThrow();
        assertThat(Duration.ofMillis(Long.parseLong(left.getAttribute("data"))))
                .isBetween(Duration.ofMinutes(39), Duration.ofMinutes(40));
    }

    @Test
    void theTableIsSortedByTheAmountOfACost() throws Exception {
        HtmlPage page = as("auditor").goTo("manage/locust-swarms/");

        DomElement cost = page.querySelector(".locust-swarms-cost");
        assertThat(cost.getAttribute("data")).as("local machines cost nothing").isEqualTo("0");
    }

    @Test
    void theNameOfAJobIsHiddenFromUsersWithoutAccessToIt() throws Exception {
        HtmlPage page = as("stranger").goTo("manage/locust-swarms/");

        assertThat(page.asNormalizedText()).contains("(hidden)").contains("starting");
        assertThat(page.asXml()).doesNotContain("shop").doesNotContain(swarm.name());
    }

    /** Adds a swarm whose build is gone, and that the reaper leaves alone. */
    private void addSwarmOfAnotherController() {
        SwarmRecords.get()
                .add(SwarmRecord.planned(
                        "of-old-7",
                        "shop-of-old#7",
                        "jenkins-of-others",
                        "local",
                        Map.of(),
                        swarm.createdAt(),
                        swarm.leaseEnds()));
    }

    @Test
    void theNameOfADeletedJobIsShownToAdministratorsOnly() throws Exception {
        addSwarmOfAnotherController();

        assertThat(as("auditor").goTo("manage/locust-swarms/").asXml()).doesNotContain("of-old");
        assertThat(as("admin").goTo("manage/locust-swarms/").asXml())
                .contains("of-old-7")
                .contains("shop-of-old #7");
    }

    @Test
    void anOrphanedSwarmIsListedApartAndThenWhatTheReaperDidWithIt() throws Exception {
        HtmlPage page = as("admin").goTo("manage/locust-swarms/");
        assertThat(page.getElementById("locust-orphans"))
                .as("its build is running")
                .isNull();
        assertThat(page.getElementById("locust-no-background-work").asNormalizedText())
                .contains("Nothing since the start of Jenkins");
        addSwarmOfAnotherController();
        page = as("admin").goTo("manage/locust-swarms/");
        assertThat(page.getElementById("locust-orphans").getNextElementSibling().asNormalizedText())
                .contains("of-old-7", "orphaned")
                .doesNotContain(swarm.name());

        swarm = SwarmRecords.get()
                .keeper(swarm.name())
                .update(known -> known.withResource(SwarmOwner.RUN, "shop#77")); // as after its build was deleted
        SwarmReaper.get().execute(StreamTaskListener.NULL);
        assertThat(goes()).isTrue();

        String reaped =
                "Swarm " + swarm.name() + " was taken down by the reaper, because its build shop #77 has ended.";
        assertThat(backgroundWork("admin")).contains(reaped).contains("Done");
        assertThat(backgroundWork("auditor")).contains(reaped);
        assertThat(backgroundWork("stranger")).contains("(hidden)").doesNotContain("shop");
        page = as("admin").goTo("manage/locust-swarms/");
        assertThat(page.getElementById("locust-no-swarm")).isNotNull();
    }

    /** The list of what the reaper did, as soon as it has an entry. */
    private String backgroundWork(String user) throws Exception {
        Deadline deadline = Deadline.in(Duration.ofMinutes(2));
        while (BackgroundLog.get().newestFirst().isEmpty()) {
            assertThat(deadline.passed()).as("the list is empty").isFalse();
            deadline.pause(Duration.ofMillis(50));
        }
        HtmlPage page = as(user).goTo("manage/locust-swarms/");
        return page.getElementById("locust-background-work").asNormalizedText();
    }

    @Test
    void whatIsTriedAgainIsListedOnceAndWhatHasNoOwnerIsForAdministrators() throws Exception {
        for (int i = 0; i < 3; i++) {
            BackgroundLog.get().add(null, "Swarm profile default: <b>no credentials</b>.", true);
        }
        assertThat(backgroundWork("admin"))
                .containsOnlyOnce("Swarm profile default: <b>no credentials</b>.")
                .contains("Failed");
        assertThat(backgroundWork("auditor")).contains("(hidden)").doesNotContain("credentials");
    }

    @Test
    void aUserWithoutPermissionDoesNotSeeThePage() throws Exception {
        WebClient client = as("user");

        assertThat(client.goTo("manage/locust-swarms/").getWebResponse().getStatusCode())
                .isEqualTo(403);
    }

    @Test
    void theButtonAsksForConfirmation() throws Exception {
        WebClient client = as("admin");
        client.setJavaScriptEnabled(true);
        HtmlPage page = client.goTo("manage/locust-swarms/");

        ((HtmlElement) page.querySelector(".confirmation-link")).click();
        HtmlElement dialog = page.querySelector("dialog.jenkins-dialog");
        assertThat(dialog.asNormalizedText()).contains("Take down swarm " + swarm.name() + "?");
        assertThat(SwarmRecords.get().names()).containsExactly(swarm.name());

        ((HtmlElement) dialog.querySelector("button[data-id=ok]")).click();
        assertThat(goes()).isTrue();
    }

    @Test
    void anAdministratorTakesASwarmDown() throws Exception {
        assertThat(takeDown(as("admin"), HttpMethod.POST)).isEqualTo(200);
        assertThat(goes()).isTrue();
        assertThat(Swarms.get().whyNone(build, swarm.name()))
                .isEqualTo("Swarm " + swarm.name() + " was taken down by admin (Manage Jenkins, Locust swarms)");
    }

    @Test
    void takingASwarmDownNeedsPostAndAnAdministrator() throws Exception {
        assertThat(takeDown(as("admin"), HttpMethod.GET)).isEqualTo(404);
        assertThat(takeDown(as("auditor"), HttpMethod.POST)).isEqualTo(403);
        assertThat(takeDown(as("user"), HttpMethod.POST)).isEqualTo(403);

        assertThat(SwarmRecords.get().names()).containsExactly(swarm.name());
    }
}
