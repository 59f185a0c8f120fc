package io.jenkins.plugins.locustswarm.engine.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Columns of text: words to the left, figures to the right, and one column that gives way when room is short. */
public final class Table {

    private static final String GAP = "  ";
    private static final int NARROWEST = 12;

    /**
     * A column.
     *
     * @param toTheRight whether its cells end at the same place, as figures do
     * @param yielding whether its cells are cut when the table is too wide
     */
    public record Column(String heading, boolean toTheRight, boolean yielding) {

        public static Column words(String heading) {
            return new Column(heading, false, false);
        }

        public static Column figures(String heading) {
            return new Column(heading, true, false);
        }

        public static Column yielding(String heading) {
            return new Column(heading, false, true);
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

    /** The table as lines of at most this width, where the yielding columns allow it. */
    public String render(int width) {
        int[] widths = widths(width);
        List<Cuts> cuts = Arrays.stream(widths).mapToObj(Cuts::new).toList();
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            List<String> cells = new ArrayList<>();
            for (int i = 0; i < widths.length; i++) {
                String cell = cuts.get(i).of(row.get(i));
                cells.add(
                        columns.get(i).toTheRight()
                                ? Printable.right(cell, widths[i])
                                : Printable.left(cell, widths[i]));
            }
            lines.add(String.join(GAP, cells).stripTrailing());
        }
        return String.join("\n", lines);
    }

    /** Cuts the cells of a column so that cells that differ still do. */
    private static final class Cuts {

        private static final int MAX_NUMBER = 999; // with which the mark leaves room for text

        private final int columns;
        private final Map<String, String> wholeByCut = new HashMap<>();

        Cuts(int columns) {
            this.columns = columns;
        }

        String of(String whole) {
            String cut = Printable.cutMiddle(whole, columns, Printable.CUT);
            for (int number = 2; number <= MAX_NUMBER && !whole.equals(wholeByCut.getOrDefault(cut, whole)); number++) {
                cut = Printable.cutMiddle(whole, columns, ".." + number + "..");
            }
            wholeByCut.put(cut, whole);
            return cut;
        }
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
            if (columns.get(i).yielding()) {
                int less = Math.min(tooMuch, Math.max(0, widths[i] - NARROWEST));
                widths[i] -= less;
                tooMuch -= less;
            }
        }
        return widths;
    }
}
