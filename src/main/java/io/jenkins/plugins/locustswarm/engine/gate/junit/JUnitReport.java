package io.jenkins.plugins.locustswarm.engine.gate.junit;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.gate.junit.TestCase.Outcome;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes {@code junit.xml}: a test case for each gate, each request name and each kind of finding. One of them fails if and
 * only if the verdict of the run is not ok.
 *
 * <p>The format is the one that schema {@code junit-10.xsd} of Jenkins' xUnit plugin describes, which GitLab and other CI
 * servers read too. Times are in seconds.
 */
public final class JUnitReport {

    /** Name of the file in a results folder. */
    public static final String FILE = "junit.xml";

    private static final int MAX_NAME = 250;
    private static final int MAX_MESSAGE = 1_000;

    private final String test;
    private final List<TestCase> cases;
    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter xml;
    /** How often each name was written: GitLab ignores all but the first test case of the same name. */
    private final Map<String, Integer> names = new HashMap<>();

    private JUnitReport(String test, List<TestCase> cases) throws XMLStreamException {
        this.test = XmlText.line(test, MAX_NAME);
        this.cases = cases;
        // not the implementation of another plugin or library
        this.xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
    }

    /**
     * Returns the report of a judged run.
     *
     * @param test name of the test, the first part of every class name
     */
    public static String write(String test, RunSummary summary) {
        List<TestCase> cases = new ArrayList<>(GateCases.of(summary));
        cases.addAll(RequestCases.of(summary));
        cases.addAll(HealthCases.of(summary));
        try {
            JUnitReport report = new JUnitReport(test, cases);
            report.write(summary.startedAt(), summary.endedAt());
            return report.text.toString();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("A report can always be written to memory", e);
        }
    }

    private void write(@CheckForNull Instant began, @CheckForNull Instant ended) throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeCharacters("\n");
        xml.writeStartElement("testsuites");
        xml.writeCharacters("\n");
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", test);
        xml.writeAttribute("tests", String.valueOf(cases.size()));
        xml.writeAttribute("failures", count(Outcome.FAILED));
        xml.writeAttribute("errors", "0");
        xml.writeAttribute("skipped", count(Outcome.SKIPPED));
        if (began != null) {
            String timestamp = began.truncatedTo(ChronoUnit.SECONDS).toString();
            xml.writeAttribute("timestamp", timestamp.replace("Z", "")); // the format has no time zone
        }
        Duration length = began == null || ended == null ? Duration.ZERO : Duration.between(began, ended);
        xml.writeAttribute("time", seconds(Math.max(0, length.toSeconds() * 1000.0 + length.toMillisPart())));
        xml.writeCharacters("\n");
        for (TestCase test : cases) {
            write(test);
        }
        xml.writeEndDocument();
        text.append('\n');
    }

    private String count(Outcome outcome) {
        return String.valueOf(cases.stream().filter(test -> test.is(outcome)).count());
    }

    private void write(TestCase written) throws XMLStreamException {
        String className = test + "." + written.group().className();
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", className);
        xml.writeAttribute("name", unique(className, XmlText.line(written.name(), MAX_NAME)));
        xml.writeAttribute("time", seconds(written.milliseconds()));
        switch (written.outcome()) {
            case PASSED -> element("system-out", written.details());
            case FAILED -> {
                xml.writeStartElement("failure");
                xml.writeAttribute("type", written.verdict().name().toLowerCase(Locale.ROOT));
                xml.writeAttribute("message", XmlText.line(written.message(), MAX_MESSAGE));
                xml.writeCharacters(XmlText.lines(written.details()));
                xml.writeEndElement();
            }
            case SKIPPED -> {
                xml.writeStartElement("skipped");
                xml.writeAttribute("message", XmlText.line(written.message(), MAX_MESSAGE));
                xml.writeEndElement();
            }
        }
        xml.writeEndElement();
        xml.writeCharacters("\n");
    }

    private String unique(String className, String name) {
        int count = names.merge(className + "\n" + name, 1, Integer::sum);
        return count == 1 ? name : name + " (" + count + ")";
    }

    private void element(String name, String content) throws XMLStreamException {
        if (!content.isEmpty()) {
            xml.writeStartElement(name);
            xml.writeCharacters(XmlText.lines(content));
            xml.writeEndElement();
        }
    }

    private static String seconds(@CheckForNull Double milliseconds) {
        return String.format(Locale.ROOT, "%.3f", milliseconds == null ? 0 : milliseconds / 1000);
    }
}
