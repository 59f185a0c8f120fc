package io.jenkins.plugins.locustswarm.report.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.plugins.locustswarm.engine.stats.csv.FailuresCsv.Failure;
import io.jenkins.plugins.locustswarm.report.kept.NameId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FailureGroupTest {

    private static Failure failure(String name, String error, long count, String first, String last) {
        return new Failure("GET", name, error, count, first, last);
    }

    private static String http(String url) {
        return "HTTPError('500 Server Error: Internal Server Error for url: " + url + "')";
    }

    @Test
    void anErrorIsOneGroupWhateverTheUrlOfTheRequest() {
        List<FailureGroup> groups = FailureGroup.of(
                List.of(
                        failure("/a", http("http://shop/a?id=1"), 5, "", ""),
                        failure("/b", "CatchResponseError('empty')", 9, "", ""),
                        failure("/c", http("http://shop/c"), 7, "", "")),
                Set.of());

        assertThat(groups)
                .extracting(FailureGroup::getError, FailureGroup::getCount)
                .containsExactly(
                        tuple("HTTPError('500 Server Error: Internal Server Error')", 12L),
                        tuple("CatchResponseError('empty')", 9L));
        assertThat(groups.get(0).getTexts()).containsExactly(http("http://shop/a?id=1"), http("http://shop/c"));
        assertThat(groups.get(1).getTexts())
                .as("says no more than the error itself")
                .isEmpty();
    }

    @Test
    void aNameIsCountedOnceInAGroupWithItsFirstAndLastTime() {
        FailureGroup group = FailureGroup.of(
                        List.of(
                                failure(
                                        "/a",
                                        http("http://shop/a?id=1"),
                                        5,
                                        "2026-11-24T06:50:03Z",
                                        "2026-11-24T06:50:09Z"),
                                failure("/b", http("http://shop/b"), 6, "", ""),
                                failure(
                                        "/a",
                                        http("http://shop/a?id=2"),
                                        3,
                                        "2026-11-24T06:50:01Z",
                                        "2026-11-24T06:50:04Z")),
                        Set.of(NameId.of("GET", "/a")))
                .get(0);

        assertThat(group.getNames())
                .containsExactly(
                        new FailureGroup.Name(
                                "GET",
                                "/a",
                                "name/" + NameId.of("GET", "/a") + "/",
                                8,
                                "2026-11-24T06:50:01Z",
                                "2026-11-24T06:50:09Z"),
                        new FailureGroup.Name("GET", "/b", "", 6, "", ""));
        assertThat(group.getNamesLeftOut()).isZero();
    }
}
