package io.jenkins.plugins.locustswarm.report.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.text.Printable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.commonmark.Extension;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.autolink.AutolinkType;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableBody;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BulletList;
import org.commonmark.node.Document;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A parser of GitHub's Markdown reads what was written. */
class MarkdownTest {

    /** GitHub's parser finds addresses of mail before it reads character references, this one after it. */
    private static final Extension LINKS = AutolinkExtension.builder()
            .linkTypes(AutolinkType.URL, AutolinkType.WWW)
            .build();

    private static final Parser PARSER = Parser.builder()
            .extensions(List.of(TablesExtension.create(), LINKS))
            .build();
    private static final Set<Class<?>> PLAIN = Set.of(
            Document.class,
            Paragraph.class,
            Text.class,
            BulletList.class,
            ListItem.class,
            TableBlock.class,
            TableHead.class,
            TableBody.class,
            TableRow.class,
            TableCell.class);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /kandus/[id]",
                "<img src=x onerror=alert(1)>",
                "</code></td></table><script>alert(1)</script>",
                "[click](javascript:alert(1)) ![i](https://evil.example/i.png)",
                "https://evil.example www.evil.example ann@example.com <https://evil.example>",
                "a | b \\| c || d",
                "`a` ``b`` **c** __d__ *e* ~~f~~ $x$ :smile:",
                "&lt;b&gt; &amp; &#60; &copy;",
                "@jenkinsci/core fixes #1",
                "one\ntwo\r\n\n# three\n---\n    four\u2028five",
                "\u001b[31m \u202e \ufeff \ud800",
                "- a",
                "1. a",
                "> a",
                "    a",
                "# a",
                "\\",
                "| --- |",
                "größer 测试 😀"
            })
    void textOfATargetIsShownAsItIs(String hostile) {
        Markdown document = new Markdown();
        document.paragraph(Markdown.sentence(hostile));
        document.list(List.of(Markdown.sentence(hostile), "two"));
        document.table(List.of("a", "b"), List.of(List.of(Markdown.name(hostile), "cell")));
        document.paragraph("end");

        Node parsed = PARSER.parse(document.toString());

        Reader reader = new Reader();
        parsed.accept(reader);
        String shown = Printable.line(hostile).strip();
        assertThat(reader.texts).containsExactly(shown, shown, "two", "a", "b", shown, "cell", "end");
        assertThat(reader.html).containsExactly("<code>", "</code>");
        assertThat(PLAIN).containsAll(reader.types);
    }

    @Test
    void tablesAreLimitedAndSayWhatIsMissing() {
        Markdown document = new Markdown();
        document.table(List.of("a"), new ArrayList<>(Collections.nCopies(30, List.of("row"))));
        assertThat(document.toString()).contains("5 more are not shown.").containsOnlyOnce("| row |\n\n5");
        assertThat(document.toString().split("row", -1)).hasSize(25 + 1);
    }

    @Test
    void longNamesAreShortenedInTheirMiddle() {
        assertThat(Markdown.name("/a".repeat(500) + "/end"))
                .hasSizeLessThan(150)
                .endsWith("/end</code>");
    }

    /** Collects the texts of blocks and cells, raw HTML, and the types of all other nodes. */
    private static final class Reader extends AbstractVisitor {

        private final List<String> texts = new ArrayList<>();
        private final List<String> html = new ArrayList<>();
        private final List<Class<?>> types = new ArrayList<>();

        @Override
        protected void visitChildren(Node parent) {
            if (!(parent instanceof HtmlInline)) {
                types.add(parent.getClass());
            }
            if (parent instanceof Paragraph || parent instanceof TableCell) {
                texts.add("");
            }
            super.visitChildren(parent);
        }

        @Override
        public void visit(Text text) {
            types.add(Text.class);
            int last = texts.size() - 1;
            texts.set(last, (texts.get(last) + text.getLiteral().replace("\u200b", "")));
        }

        @Override
        public void visit(HtmlInline tag) {
            html.add(tag.getLiteral());
            super.visit(tag);
        }
    }
}
