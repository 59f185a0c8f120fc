package io.jenkins.plugins.locustswarm.engine.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A table in plain text: words to the left, figures to the right, and columns that are cut if the table is too wide. */
public final class Table {

    private static final String GAP = "  ";
    private static final int MIN_WIDTH = 12;

    /** Where the cells of a column are cut if the table is too wide. */
    public enum Cut {
        NOWHERE,
        /** For names, which may differ at either end. */
        MIDDLE,
        /** For text that is read from its beginning. */
        END
    }

    /**
     * A column.
     *
     * @param heading the heading
     * @param toTheRight whether the cells are aligned to the right, as figures are
     * @param cut where the cells are cut
     */
    public record Column(String heading, boolean toTheRight, Cut cut) {

        public static Column words(String heading) {
            return new Column(heading, false, Cut.NOWHERE);
        }

        public static Column figures(String heading) {
            return new Column(heading, true, Cut.NOWHERE);
        }

        public static Column names(String heading) {
            return new Column(heading, false, Cut.MIDDLE);
        }

        public static Column text(String heading) {
            return new Column(heading, false, Cut.END);
        }
    }

    private final List<Column> columns;
    private final List<List<String>> rows = new ArrayList<>();

    public Table(Column... columns) {
        this.columns = List.of(columns);
        rows.add(this.columns.stream().map(Column::heading).toList());
    }

    /** Adds a row with one cell for each column. */
    public void row(String... cells) {
        rows.add(Arrays.stream(cells).map(Printable::line).toList());
    }

    /** Returns the table as lines of at most this width, as far as cutting columns allows it. */
    public String render(int width) {
        int[] widths = widths(width);
        List<UniqueShortNames> cuts =
                Arrays.stream(widths).mapToObj(UniqueShortNames::new).toList();
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            List<String> cells = new ArrayList<>();
            for (int i = 0; i < widths.length; i++) {
                String cell = columns.get(i).cut() == Cut.END
                        ? Printable.cut(row.get(i), widths[i])
                        : cuts.get(i).of(row.get(i));
                cells.add(
                        columns.get(i).toTheRight()
                                ? Printable.right(cell, widths[i])
                                : Printable.left(cell, widths[i]));
            }
            lines.add(String.join(GAP, cells).stripTrailing());
        }
        return String.join("\n", lines);
    }

    private int[] widths(int whole) {
        int[] widths = new int[columns.size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], Printable.width(row.get(i)));
            }
        }
        int tooMuch = Arrays.stream(widths).sum() + GAP.length() * (widths.length - 1) - whole;
        for (int i = 0; i < widths.length && tooMuch > 0; i++) {
            if (columns.get(i).cut() != Cut.NOWHERE) {
                int less = Math.min(tooMuch, Math.max(0, widths[i] - MIN_WIDTH));
                widths[i] -= less;
                tooMuch -= less;
            }
        }
        return widths;
    }
}
