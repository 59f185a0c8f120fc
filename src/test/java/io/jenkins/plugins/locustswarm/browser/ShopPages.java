package io.jenkins.plugins.locustswarm.browser;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.ListView;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.report.LocustColumn;
import io.jenkins.plugins.locustswarm.steps.form.GateCriticality;
import io.jenkins.plugins.locustswarm.steps.form.GateField;
import io.jenkins.plugins.locustswarm.steps.form.LoadForm;
import io.jenkins.plugins.locustswarm.steps.freestyle.LocustTestBuilder;
import io.jenkins.plugins.locustswarm.swarms.BackgroundLog;
import io.jenkins.plugins.locustswarm.swarms.SwarmOwner;
import io.jenkins.plugins.locustswarm.swarms.SwarmRecords;
import io.jenkins.plugins.locustswarm.swarms.Swarms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jvnet.hudson.test.JenkinsRule;

/** The pages of the plugin in a Jenkins with builds, running load tests and swarms. */
final class ShopPages implements AutoCloseable {

    /** Forms of Jenkins itself. */
    static final String SETTINGS = "settings";

    static final String FORM = "form";
    static final String GATES = "form gates";

    private static final String MANAGEMENT = "management";

    private final Map<String, String> pages = new LinkedHashMap<>();
    private final JenkinsRule jenkins;
    private final Path scratch;
    private final ShopBuilds builds;
    private final FreeStyleBuild running;
    private final FreeStyleBuild several;

    ShopPages(JenkinsRule jenkins, Path scratch) throws Exception {
        this.jenkins = jenkins;
        this.scratch = scratch;
        this.builds = new ShopBuilds(jenkins, scratch);
        FreeStyleProject thirty = builds.job("thirty", 30);
        for (int count = 0; count <= 2; count++) {
            builds.job("job-" + count, count);
            job("job-" + count);
        }
        job("thirty");
        builds.copies(thirty, "thousand", 1000); // loads all jobs anew: before any build is running
        job("thousand");
        finished();
        requestNames();
        comparisons();
        lists();
        forms();
        running = RunningLoad.start(jenkins, "running", folder());
        several = RunningLoad.start(jenkins, "several", folder());
        live();
        pages.put("management nothing", "manage/locust-swarms/");
        pages.put(MANAGEMENT, "manage/locust-swarms/");
    }

    private void finished() throws Exception {
        builds.failing("failing", 3);
        job("failing");
        report("failing", 3, "checkout");
        builds.tests("twelve", 12);
        pages.put("job twelve", "job/twelve/");
        pages.put("trends twelve", "job/twelve/locust/");
        pages.put("build twelve", "job/twelve/2/");
        pages.put("tests twelve", "job/twelve/2/locust/");
        builds.names("names", 200);
        report("names", 2, "checkout");
        pages.put("trend names", "job/names/locust/test/checkout/");
        pages.put("build job-1", "job/job-1/1/");
        report("job-1", 1, "checkout");
        pages.put("build thirty", "job/thirty/30/");
        report("thirty", 30, "checkout");
        builds.compared("compared");
        report("compared", 2, "checkout");
    }

    private void requestNames() {
        String ordinary = InventedShop.id(ShopBuilds.NAMES - 1);
        pages.put("name", "job/compared/2/locust/test/checkout/name/" + ordinary + "/");
        pages.put("name long", "job/thirty/30/locust/test/checkout/name/" + InventedShop.id(0) + "/");
        pages.put("name right-to-left", "job/job-1/1/locust/test/checkout/name/" + InventedShop.id(1) + "/");
        pages.put("name trend", "job/thirty/locust/test/checkout/name/" + ordinary + "/");
        pages.put("name trend long", "job/thousand/locust/test/checkout/name/" + InventedShop.id(0) + "/");
        pages.put("name trend markup", "job/job-1/locust/test/checkout/name/" + InventedShop.id(3) + "/");
    }

    private void comparisons() throws Exception {
        builds.asked("asked");
        String compare = "job/thirty/30/locust/test/checkout/compare/";
        pages.put("compare", compare + "?build=10");
        pages.put("compare nothing", compare);
        pages.put("compare missing", compare + "?build=999");
        pages.put("compare asked", compare + "?job=asked&build=1");
    }

    private void lists() throws IOException {
        ListView view = new ListView("list");
        view.setIncludeRegex(".*");
        view.getColumns().add(new LocustColumn());
        jenkins.jenkins.addView(view);
        pages.put("list", "view/list/");
    }

    private void forms() throws IOException {
        pages.put(SETTINGS, "manage/configure");
        pages.put(FORM, "job/form/configure");
        FreeStyleProject form = jenkins.createFreeStyleProject("form");
        form.getBuildersList().add(new LocustTestBuilder(null, null));
        form.save();
        LoadForm load = new LoadForm("shop.py");
        load.setName("checkout");
        GateField change = new GateField("p95", "");
        change.setChange("10%");
        change.setCriticality(GateCriticality.FAILURE);
        GateField named = new GateField("failures", "5%");
        named.setName("/" + "long/".repeat(60));
        load.setGates(
                List.of(new GateField("p95", "250"), named, change, new GateField("p95", "no number, but many words")));
        FreeStyleProject gates = jenkins.jenkins.getItemByFullName("job-2", FreeStyleProject.class);
        gates.getBuildersList().add(new LocustTestBuilder(load, null));
        gates.save();
        pages.put(GATES, "job/job-2/configure");
    }

    private void live() throws IOException {
        pages.put("live", running.getUrl() + "locust/test/" + RunningLoad.TEST + "/");
        pages.put("live build", running.getUrl());
        RunningLoad.add(several, "a-test-with-a-name-that-nobody-could-call-short-" + "x".repeat(40), folder());
        RunningLoad.addComingUp(several, "coming up");
        pages.put("live tests", several.getUrl() + "locust/");
        pages.put("live coming up", several.getUrl() + "locust/test/coming%20up/");
    }

    private Path folder() throws IOException {
        return Files.createTempDirectory(scratch, "load");
    }

    /** Brings Jenkins into the state of a page, if only that page needs it. */
    void prepare(String page) throws IOException {
        if (MANAGEMENT.equals(page)) {
            addSwarms();
        }
    }

    /** Adds a swarm of a build that is running, one of a build that is gone, and what the reaper did. */
    private void addSwarms() throws IOException {
        SwarmRecord up = Swarms.get()
                .plan(
                        Swarms.get().nameFor(running),
                        running,
                        running.getWorkspace(),
                        "default",
                        RunningLoad.TEST,
                        Map.of(),
                        Duration.ofMinutes(10));
        SwarmRecords records = SwarmRecords.get();
        // of another controller, so that the reaper leaves it alone
        SwarmRecord orphan = SwarmRecord.planned(
                        "orphan-" + "of-a-folder-".repeat(3) + "7",
                        "folder/of-a-folder#7",
                        "jenkins-of-others",
                        up.provider(),
                        Map.of(),
                        up.createdAt().minus(Duration.ofHours(30)),
                        up.leaseEnds().minus(Duration.ofHours(29)))
                .withMasterAsked();
        records.add(orphan);
        Files.copy(
                records.folderOf(up.name()).resolve("machines.xml"),
                records.folderOf(orphan.name()).resolve("machines.xml"));
        BackgroundLog.get().add(SwarmOwner.of(up), "Swarm " + orphan.name() + " was taken down by the reaper.", false);
        BackgroundLog.get().add(null, "Swarm profile default: <b>" + "no.credentials.".repeat(20) + "</b>.", true);
    }

    private void job(String name) {
        pages.put("job " + name, "job/" + name + "/");
        if (!"job-0".equals(name)) {
            pages.put("trend " + name, "job/" + name + "/locust/test/checkout/");
        }
    }

    private void report(String job, int build, String test) {
        pages.put("report " + job, "job/" + job + "/" + build + "/locust/test/" + test + "/");
    }

    /** Returns the addresses of the pages by the names of their pictures. */
    Map<String, String> pages() {
        return pages;
    }

    @Override
    public void close() throws Exception {
        for (FreeStyleBuild build : List.of(running, several)) {
            build.doStop();
            jenkins.waitForCompletion(build);
        }
    }
}
