package io.jenkins.plugins.locustswarm.engine.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.text.Table.Column;
import org.junit.jupiter.api.Test;

class TableTest {

    private final Table table = new Table(Column.words("Type"), Column.yielding("Name"), Column.figures("Requests"));

    @Test
    void wordsStandLeftAndFiguresRight() {
        table.row("GET", "/", "7");
        table.row("POST", "/plays", "1234567890");
        assertThat(table.render(80)).isEqualTo("""
                Type  Name      Requests
                GET   /                7
                POST  /plays  1234567890""");
    }

    @Test
    void aLongNameIsCutToTheWidth() {
        table.row("GET", "/a/very/long/path/to/something", "7");
        assertThat(table.render(36).lines())
                .containsExactly("Type  Name                  Requests", "GET   /a/very/long/path...         7");
    }

    @Test
    void aNameCannotForgeARow() {
        table.row("GET", "/x\nPOST  /y  99", "7");
        assertThat(table.render(80).lines()).hasSize(2).last().asString().contains("/x\\u000aPOST");
    }
}
