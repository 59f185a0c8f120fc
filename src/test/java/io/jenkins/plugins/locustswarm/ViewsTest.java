package io.jenkins.plugins.locustswarm;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.fixture.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What security and help ask of views. */
class ViewsTest {

    private static final Path RESOURCES = Repository.path("src/main/resources");
    private static final Pattern COMMENT = Pattern.compile("<!--.*?-->", Pattern.DOTALL);
    private static final Pattern ENTRY = Pattern.compile("<f:entry\\b[^>]*?\\bfield=\"([^\"]+)\"[^>]*>");
    private static final Pattern SCRIPT = Pattern.compile("<script\\b(?![^>]*\\bsrc=)", Pattern.CASE_INSENSITIVE);
    private static final Pattern STYLE = Pattern.compile("<style\\b|<[^>]*\\sstyle\\s*=", Pattern.CASE_INSENSITIVE);
    private static final Pattern HANDLER = Pattern.compile("<[a-z][^>]*\\son[a-z]+\\s*=", Pattern.CASE_INSENSITIVE);
    private static final Pattern ADJUNCT =
            Pattern.compile("<st:adjunct includes=\"(io\\.jenkins\\.plugins\\.locustswarm\\.[^\"]+)\"");
    private static final Pattern CHECK_URL = Pattern.compile("<[^>]*\\bcheckUrl\\s*=[^>]*>");

    private static final String ATTRIBUTES = "(?:\\s+[\\w:-]+\\s*=\\s*\"[^\"]*\")*\\s*";
    private static final Pattern INLINE_AFTER_PARAGRAPH = Pattern.compile("(?:</p>|<p\\b" + ATTRIBUTES + "/>)\\s*"
            + "(?:</?(?:j|st):\\w+" + ATTRIBUTES + "/?>\\s*)*"
            + "(?:<(?:button|span|a|svg|input|label|strong|bdi)\\b|\\$\\{|\\p{L})");

    private static List<Path> views(String end) throws IOException {
        try (Stream<Path> files = Files.walk(RESOURCES)) {
            return files.filter(file -> file.toString().endsWith(end)).toList();
        }
    }

    private static String text(Path view) throws IOException {
        return COMMENT.matcher(Files.readString(view)).replaceAll("");
    }

    private record Found(Path view, MatchResult match) {}

    private static List<Found> matches(Pattern pattern, String end) throws IOException {
        List<Found> found = new ArrayList<>();
        for (Path view : views(end)) {
            pattern.matcher(text(view)).results().forEach(match -> found.add(new Found(view, match)));
        }
        return found;
    }

    @Test
    void everyViewEscapesItsTexts() throws IOException {
        assertThat(views(".jelly")).isNotEmpty().allSatisfy(view -> {
            assertThat(Files.readString(view)).as(view.toString()).startsWith("<?jelly escape-by-default='true'?>");
            assertThat(text(view)).as(view.toString()).doesNotContain("<j:out").doesNotContain("escapeText=\"false\"");
        });
    }

    @Test
    void noViewHasScriptsOrStylesOfItsOwn() throws IOException {
        List<Path> all = new ArrayList<>(views(".jelly"));
        all.addAll(views(".html"));
        assertThat(all).allSatisfy(view -> {
            assertThat(text(view)).as(view.toString()).doesNotContainPattern(SCRIPT);
            assertThat(text(view)).as(view.toString()).doesNotContainPattern(STYLE);
            assertThat(text(view)).as(view.toString()).doesNotContainPattern(HANDLER);
            assertThat(text(view)).as(view.toString()).doesNotContain("javascript:");
        });
    }

    /** Jelly writes no end tags of paragraphs, so that what may be in one would become a part of it. */
    @Test
    void nothingThatMayBeInAParagraphFollowsOne() throws IOException {
        assertThat(views(".jelly"))
                .allSatisfy(view ->
                        assertThat(text(view)).as(view.toString()).doesNotContainPattern(INLINE_AFTER_PARAGRAPH));
    }

    @Test
    void scriptsPutTextIntoPagesAndNeverMarkup() throws IOException {
        assertThat(views(".js"))
                .isNotEmpty()
                .allSatisfy(script -> assertThat(Files.readString(script))
                        .as(script.toString())
                        .doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("));
    }

    @Test
    void aFieldWithItsOwnCheckUrlDeclaresItsDependencies() throws IOException {
        assertThat(matches(CHECK_URL, ".jelly"))
                .isNotEmpty()
                .allSatisfy(field -> assertThat(field.match().group())
                        .as(field.view().toString())
                        .contains("checkDependsOn"));
    }

    @Test
    void everyFieldOfAFormHasHelp() throws IOException {
        assertThat(matches(ENTRY, "config.jelly"))
                .isNotEmpty()
                .allSatisfy(entry -> assertThat(entry.view()
                                .resolveSibling("help-" + entry.match().group(1) + ".html"))
                        .isNotEmptyFile());
    }

    @Test
    void everyScriptAndStyleThatAViewIncludesExists() throws IOException {
        assertThat(matches(ADJUNCT, ".jelly")).isNotEmpty().allSatisfy(adjunct -> {
            Path file = RESOURCES.resolve(adjunct.match().group(1).replace('.', '/'));
            assertThat(List.of(".js", ".css"))
                    .as(adjunct.view().toString())
                    .anyMatch(end -> Files.exists(file.resolveSibling(file.getFileName() + end)));
        });
    }

    @Test
    void everyHelpBelongsToAField() throws IOException {
        assertThat(views(".html").stream()
                        .filter(file -> file.getFileName().toString().startsWith("help-")))
                .isNotEmpty()
                .allSatisfy(help -> {
                    String field = help.getFileName().toString().replaceAll("help-|(_de)?\\.html", "");
                    assertThat(text(help.resolveSibling("config.jelly")))
                            .as(help.toString())
                            .contains("field=\"" + field + "\"");
                });
    }
}
