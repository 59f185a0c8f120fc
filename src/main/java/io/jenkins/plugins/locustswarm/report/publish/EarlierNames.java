package io.jenkins.plugins.locustswarm.report.publish;

import hudson.model.Run;
import io.jenkins.plugins.locustswarm.report.baseline.OtherJobs;
import io.jenkins.plugins.locustswarm.report.history.TestedBuilds;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Collects the names that tests have before a build begins: of each test and branch the newest. A build stores those of the
 * builds before it too, so that a branch that is skipped in some builds keeps its name.
 */
final class EarlierNames {

    /** The limit of {@code build.xml}: names of branches may be different in each build. */
    private static final int MAX_NAMES = 200;

    /** The number of builds that are read as long as none has stored the names before it, as those of earlier versions. */
    private static final int MAX_BUILDS = 10;

    private final List<RecordedResult> names = new ArrayList<>();

    private EarlierNames() {}

    /**
     * Returns the names before a build. Those of its own job are preferred to those of the jobs that it is compared with, from
     * which a change request gets its names in its first build.
     */
    static List<RecordedResult> before(Run<?, ?> run) {
        EarlierNames earlier = new EarlierNames();
        earlier.addAll(TestedBuilds.before(run));
        OtherJobs.newestBuilds(run).forEach(build -> earlier.addAll(TestedBuilds.upTo(build)));
        return List.copyOf(earlier.names);
    }

    /** @param newestFirst builds of a job */
    private void addAll(Stream<Run<?, ?>> newestFirst) {
        Iterator<RecordedTests> builds = newestFirst
                .flatMap(build -> Stream.ofNullable(build.getAction(RecordedTests.class)))
                .limit(MAX_BUILDS)
                .iterator();
        boolean complete = false;
        while (!complete && builds.hasNext()) {
            RecordedTests build = builds.next();
            build.tests().forEach(this::add);
            build.earlier().ifPresent(names -> names.forEach(this::add));
            complete = build.earlier().isPresent();
        }
    }

    /** A name that a newer build gave to another branch is that branch's from then on. */
    private void add(RecordedResult older) {
        if (names.size() < MAX_NAMES
                && names.stream()
                        .noneMatch(newer ->
                                newer.name().equals(older.name()) || newer.isOf(older.test(), older.branch()))) {
            names.add(older);
        }
    }
}
