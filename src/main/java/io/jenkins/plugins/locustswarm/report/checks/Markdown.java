package io.jenkins.plugins.locustswarm.report.checks;

import io.jenkins.plugins.locustswarm.engine.text.Printable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A Markdown document with the tables of GitHub. Text of others cannot become markup, HTML, a link or a mention. */
final class Markdown {

    /** Longer names would fill the document, whose size platforms limit. */
    private static final int MAX_NAME = 120;

    private static final int MAX_SENTENCE = 200;

    /** Rows of a table; the platform of a check limits its text to 65,535 bytes. */
    private static final int MAX_ROWS = 25;

    /** Where the text of a link to a user, an issue, a URL or an address is interrupted. */
    private static final Pattern LINKED = Pattern.compile("[@#]|:(?=//)|www(?=\\.)", Pattern.CASE_INSENSITIVE);

    private static final String INVISIBLE_SPACE = "\u200b";

    private final StringBuilder text = new StringBuilder();

    /**
     * Returns a text that is shown as it is. A character reference never is markup (CommonMark 0.31, section 2.5), and an
     * invisible space keeps platforms from linking users, issues and URLs, which they do after Markdown was read.
     */
    static String escape(String plain) {
        String unlinked = LINKED.matcher(Printable.line(plain).strip()).replaceAll("$0" + INVISIBLE_SPACE);
        StringBuilder escaped = new StringBuilder(unlinked.length());
        unlinked.codePoints().forEach(point -> {
            if (point > 0x7f || Character.isLetterOrDigit(point) || point == ' ' || point == '/' || point == ',') {
                escaped.appendCodePoint(point);
            } else {
                escaped.append("&#").append(point).append(';');
            }
        });
        return escaped.toString();
    }

    /** Returns a name as it is, shortened in its middle. */
    static String name(String plain) {
        return "<code>" + escape(Printable.cutMiddle(Printable.line(plain), MAX_NAME, Printable.CUT)) + "</code>";
    }

    /** Returns a sentence as it is, without its end if it is long. */
    static String sentence(String plain) {
        return escape(Printable.cut(Printable.line(plain), MAX_SENTENCE));
    }

    void heading(String title) {
        text.append("### ").append(escape(title)).append("\n\n");
    }

    /** @param markdown a line in which the text of others is escaped */
    void paragraph(String markdown) {
        text.append(markdown).append("\n\n");
    }

    /** @param items lines in which the text of others is escaped */
    void list(List<String> items) {
        items.stream()
                .limit(MAX_ROWS)
                .forEach(item -> text.append("- ").append(item).append('\n'));
        text.append('\n');
        leftOut(items.size());
    }

    /** @param rows cells in which the text of others is escaped */
    void table(List<String> headings, List<List<String>> rows) {
        row(headings);
        row(new ArrayList<>(Collections.nCopies(headings.size(), "---")));
        rows.stream().limit(MAX_ROWS).forEach(this::row);
        text.append('\n');
        leftOut(rows.size());
    }

    private void row(List<String> cells) {
        text.append(cells.stream().collect(Collectors.joining(" | ", "| ", " |")))
                .append('\n');
    }

    private void leftOut(int count) {
        if (count > MAX_ROWS) {
            int more = count - MAX_ROWS;
            paragraph(more + (more == 1 ? " more is" : " more are") + " not shown.");
        }
    }

    @Override
    public String toString() {
        return text.toString().stripTrailing();
    }
}
