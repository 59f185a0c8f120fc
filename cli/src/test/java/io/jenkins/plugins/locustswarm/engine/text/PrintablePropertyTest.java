package io.jenkins.plugins.locustswarm.engine.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.fixture.AnyText;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** No text of a target reaches a terminal with a character that moves the cursor, forges a line or changes the direction. */
class PrintablePropertyTest {

    @Property
    void aLineHasNoCharacterThatATerminalObeys(@ForAll("texts") String text) {
        assertPrintable(Printable.line(text));
        Printable.lines(text).lines().forEach(PrintablePropertyTest::assertPrintable);
    }

    @Property
    void aLineStaysAsItIsWhenItIsMadePrintableAgain(@ForAll("texts") String text) {
        assertThat(Printable.line(Printable.line(text))).isEqualTo(Printable.line(text));
    }

    @Property
    void aCutTextIsNotWiderThanItsColumns(@ForAll("texts") String text, @ForAll @IntRange(max = 20) int columns) {
        assertThat(Printable.width(Printable.cut(text, columns))).isLessThanOrEqualTo(columns);
        assertThat(Printable.width(Printable.cutMiddle(text, columns, Printable.CUT)))
                .isLessThanOrEqualTo(columns);
    }

    @Property
    void aTextThatFitsIsNotCut(@ForAll("texts") String text) {
        assertThat(Printable.cut(text, Printable.width(text))).isEqualTo(text);
        assertThat(Printable.cutMiddle(text, Printable.width(text), Printable.CUT))
                .isEqualTo(text);
    }

    @Property
    void aCutTextKeepsItsBeginningAndOneCutInItsMiddleBothEnds(
            @ForAll("texts") String text, @ForAll @IntRange(min = 5, max = 20) int columns) {
        if (Printable.width(text) > columns) {
            String cut = Printable.cut(text, columns);
            assertThat(cut).endsWith(Printable.CUT);
            assertThat(text).startsWith(cut.substring(0, cut.length() - Printable.CUT.length()));
            String middle = Printable.cutMiddle(text, columns, "\u0000");
            assertThat(text).startsWith(middle.substring(0, middle.indexOf('\0')));
            assertThat(text).endsWith(middle.substring(middle.lastIndexOf('\0') + 1));
        }
    }

    @Property
    void differentNamesStayDifferentWhenTheyAreCut(
            @ForAll("texts") String text, @ForAll @IntRange(min = 12, max = 16) int columns) {
        UniqueShortNames cuts = new UniqueShortNames(columns);
        List<String> names = List.of(text + "x".repeat(30) + text, text + "y".repeat(30) + text, text);
        assertThat(names.stream().map(cuts::of)).doesNotHaveDuplicates();
        assertThat(names.stream().map(cuts::of))
                .allSatisfy(cut -> assertThat(Printable.width(cut)).isLessThanOrEqualTo(columns));
    }

    static void assertPrintable(String line) {
        assertThat(line.codePoints().mapToObj(Character::getType).map(Integer::byteValue))
                .as(line)
                .doesNotContain(
                        Character.CONTROL,
                        Character.FORMAT,
                        Character.SURROGATE,
                        Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR);
    }

    @Provide
    Arbitrary<String> texts() {
        return AnyText.anyCharacters()
                .list()
                .ofMaxSize(4)
                .map(parts -> String.join("", parts).replace("\0", ""));
    }
}
