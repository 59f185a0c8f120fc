package io.jenkins.plugins.locustswarm.engine.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.text.Table.Column;
import org.junit.jupiter.api.Test;

class TableTest {

    private final Table table = new Table(Column.words("Type"), Column.names("Name"), Column.figures("Requests"));

    @Test
    void wordsAreAlignedLeftAndFiguresRight() {
        table.row("GET", "/", "7");
        table.row("POST", "/plays", "1234567890");
        assertThat(table.render(80)).isEqualTo("""
                Type  Name      Requests
                GET   /                7
                POST  /plays  1234567890""");
    }

    @Test
    void aLongNameIsCutInItsMiddle() {
        table.row("GET", "/a/very/long/path/to/something", "7");
        assertThat(table.render(36).lines())
                .containsExactly("Type  Name                  Requests", "GET   /a/very/l...omething         7");
    }

    @Test
    void longNamesAreCutSoThatRowsStillDiffer() {
        table.row("GET", "/shops/0001/orders/new", "1");
        table.row("GET", "/shops/0002/orders/new", "2");
        table.row("POST", "/shops/0002/orders/new", "3");
        table.row("GET", "/shops/0003/orders/new", "4");
        assertThat(table.render(30).lines().skip(1))
                .containsExactly(
                        "GET   /shops...s/new         1",
                        "GET   /shop..2../new         2",
                        "POST  /shop..2../new         3",
                        "GET   /shop..3../new         4");
    }

    @Test
    void longTextKeepsItsBeginning() {
        Table costs = new Table(Column.names("Swarm"), Column.text("Cost"));
        costs.row("default", "0.02 machine-hours, about 0.001 USD");
        assertThat(costs.render(38).lines().skip(1)).containsExactly("default  0.02 machine-hours, about ...");
    }

    @Test
    void aNameCannotForgeARow() {
        table.row("GET", "/x\nPOST  /y  99", "7");
        assertThat(table.render(80).lines()).hasSize(2).last().asString().contains("/x\\u000aPOST");
    }
}
