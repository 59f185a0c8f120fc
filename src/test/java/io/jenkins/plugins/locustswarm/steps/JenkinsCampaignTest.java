package io.jenkins.plugins.locustswarm.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.locustswarm.config.LocalMachines;
import io.jenkins.plugins.locustswarm.config.LocustSwarmConfiguration;
import io.jenkins.plugins.locustswarm.config.SwarmProfile;
import io.jenkins.plugins.locustswarm.engine.fixture.LocustVenv;
import io.jenkins.plugins.locustswarm.engine.fixture.cloud.LoopbackCloud;
import io.jenkins.plugins.locustswarm.fixture.CloudProfile;
import io.jenkins.plugins.locustswarm.fixture.RealJenkins;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/**
 * The part of the fault campaign with a real Jenkins: in each round it is killed once in every phase of two builds that run
 * at the same time. {@code .ci/campaign jenkins} runs it.
 */
@EnabledIfSystemProperty(named = JenkinsCampaignTest.ROUNDS, matches = "[1-9][0-9]*")
class JenkinsCampaignTest {

    static final String ROUNDS = "campaign.rounds";

    private static final long SEED = Long.getLong("campaign.seed", 20261129);

    private static final String ON_THIS_COMPUTER = "local";
    private static final String IN_THE_CLOUD = "cloud";
    private static final List<String> JOBS = List.of(ON_THIS_COMPUTER, IN_THE_CLOUD);

    /** A phase begins when the log of a build says so. */
    private record Phase(String words, List<String> jobs) {}

    private static final List<Phase> PHASES = List.of(
            new Phase("Bringing up swarm", JOBS),
            new Phase("Launched ", List.of(IN_THE_CLOUD)),
            new Phase("Bootstrapping 2 machines", JOBS),
            new Phase("Starting fine.py on ", JOBS),
            new Phase(" of 10 s: ", JOBS), // the figures, also if the load has ended meanwhile
            new Phase("Collecting the results", JOBS),
            new Phase("Report: ", JOBS),
            new Phase("Terminating ", List.of(IN_THE_CLOUD)));

    @RegisterExtension
    final RealJenkinsExtension jenkins = RealJenkins.create().withTimeout(0); // none, whatever the number of rounds

    @Test
    @Timeout(value = 6, unit = TimeUnit.HOURS)
    void nothingIsLeftAndNoResultIsLostHoweverOftenJenkinsIsKilled() throws Throwable {
        Random random = new Random(SEED);
        try (LoopbackCloud cloud = LoopbackCloud.start().withLocust(LocustVenv.current());
                LoadLab lab = new LoadLab()) {
            jenkins.startJenkins();
            jenkins.runRemotely(CloudProfile::setIn, cloud.endpoint().toString(), String.join(", ", cloud.subnets()));
            jenkins.runRemotely(JenkinsCampaignTest::addJobs, lab.host());
            for (int round = 1; round <= Integer.getInteger(ROUNDS); round++) {
                int number = round;
                jenkins.runRemotely(JenkinsCampaignTest::begin);
                for (int phase = 0; phase < PHASES.size(); phase++) {
                    List<String> jobs = PHASES.get(phase).jobs();
                    String job = jobs.get(random.nextInt(jobs.size()));
                    ArrayList<String> words = wordsFrom(phase, job);
                    int milliseconds = (int) Math.pow(10, 3.5 * random.nextDouble());
                    KilledJenkins.runAlthoughItMayDie(jenkins, () -> dieAt(job, number, words, milliseconds));
                    KilledJenkins.startAnew(jenkins);
                }
                jenkins.runRemotely(JenkinsCampaignTest::end, round);
                assertThat(cloud.left()).isEmpty();
                System.out.println("Round " + round + ": both builds have succeeded, and nothing is left.");
            }
        }
    }

    /**
     * Returns what the log says when this phase of a job or a later one begins: if Jenkins is killed between a step and its
     * line in the log, the step is not repeated, and there is no such line.
     */
    private static ArrayList<String> wordsFrom(int phase, String job) {
        return Stream.concat(
                        PHASES.subList(phase, PHASES.size()).stream()
                                .filter(later -> later.jobs().contains(job))
                                .map(Phase::words),
                        Stream.of("Finished: "))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private void dieAt(String job, int build, ArrayList<String> words, int milliseconds) throws Throwable {
        jenkins.runRemotely(KilledJenkins::dieAt, job, build, words, milliseconds);
    }

    private static void addJobs(JenkinsRule rule, String host) throws Throwable {
        List<SwarmProfile> profiles =
                new ArrayList<>(LocustSwarmConfiguration.get().getProfiles());
        profiles.add(new SwarmProfile(ON_THIS_COMPUTER, new LocalMachines()));
        LocustSwarmConfiguration.get().setProfiles(profiles);
        for (String name : JOBS) {
            WorkflowJob job = rule.createProject(WorkflowJob.class, name);
            LoadLab.fill(rule.jenkins.getWorkspaceFor(job));
            job.setDefinition(new CpsFlowDefinition(
                    "node { locustSwarm(slaves: 1, file: 'fine.py', host: '" + host + "', runTime: '10s', profile: '"
                            + name + "') }",
                    true));
        }
    }

    private static void begin(JenkinsRule rule) throws Throwable {
        for (String name : JOBS) {
            rule.jenkins
                    .getItemByFullName(name, WorkflowJob.class)
                    .scheduleBuild2(0)
                    .waitForStart();
        }
    }

    private static void end(JenkinsRule rule, int number) throws Throwable {
        List<WorkflowRun> builds = new ArrayList<>();
        for (String name : JOBS) {
            builds.add(rule.waitForCompletion(
                    rule.jenkins.getItemByFullName(name, WorkflowJob.class).getBuildByNumber(number)));
        }
        for (WorkflowRun build : builds) {
            LoadLab.awaitEnd(rule, build, Result.SUCCESS);
        }
    }
}
