package io.jenkins.plugins.locustswarm.engine.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.record.Load;
import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import io.jenkins.plugins.locustswarm.engine.stats.ResponseTimes;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestLookupTest {

    private static NameStats row(String type, String name) {
        return NameStats.of(type, name, 5, 0, 1, ResponseTimes.NONE);
    }

    private static RunSummary run(int leftOut, NameStats... rows) {
        return RunSummary.builder(Load.of("shop.py").build(), row("", "Aggregated"))
                .names(List.of(rows))
                .namesLeftOut(leftOut)
                .build();
    }

    @Test
    void aTypeWithANameGoesBeforeANameThatReadsLikeBoth() throws MissingFigureException {
        NameStats meant = row("GET", "/a");
        assertThat(RequestLookup.find("GET /a", run(0, row("POST", "GET /a"), meant), "this run"))
                .isSameAs(meant);
    }

    @Test
    void theSameNameGoesBeforeOneWithMoreSpaces() throws MissingFigureException {
        NameStats meant = row("GET", "/a");
        assertThat(RequestLookup.find("/a", run(0, row("GET", " /a"), meant, row("GET", "/a ")), "this run"))
                .isSameAs(meant);
    }

    @Test
    void aNameThatMayHaveBeenLeftOutIsMissingAmongTheMostRequested() {
        RunSummary many = run(3, row("GET", "/a"), row("GET", "/b"));
        assertThatThrownBy(() -> RequestLookup.find("/rare", many, "this run"))
                .isInstanceOf(MissingFigureException.class)
                .hasMessage("this run has no requests named \"/rare\" among the 2 most requested names");
    }
}
