package io.jenkins.plugins.locustswarm.engine.gate.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.fixture.AnySummary;
import io.jenkins.plugins.locustswarm.engine.fixture.AnyText;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.stats.Verdict;
import java.io.StringReader;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class JUnitReportPropertyTest {

    @Property(tries = 100)
    void aReportIsXmlAndFailsIfTheRunDoes(@ForAll("summaries") RunSummary summary, @ForAll("texts") String test)
            throws Exception {
        DocumentBuilder parser = DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder();
        parser.setErrorHandler(null);
        Document report = parser.parse(new InputSource(new StringReader(JUnitReport.write(test, summary))));
        assertThat(report.getElementsByTagName("failure").getLength() > 0).isEqualTo(summary.verdict() != Verdict.OK);
    }

    @Provide
    Arbitrary<RunSummary> summaries() {
        return AnySummary.ofRuns();
    }

    @Provide
    Arbitrary<String> texts() {
        return AnyText.anyCharacters();
    }
}
