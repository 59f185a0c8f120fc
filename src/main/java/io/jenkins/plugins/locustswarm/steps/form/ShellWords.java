package io.jenkins.plugins.locustswarm.steps.form;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Splits a line into words as a POSIX shell does (Shell Command Language, 2.2 Quoting): at blanks, except in quotes and
 * after a backslash. Nothing else is special: {@code *}, {@code #} and {@code |} are characters like any other.
 *
 * <p>The tokenizers on the class path do not do that. Jenkins' {@code QuotedStringTokenizer} makes a line feed of {@code
 * \n} and accepts an open quote; those of Ant, Plexus and Commons Exec have no backslash.
 */
public final class ShellWords {

    private static final String BLANKS = " \t\r\n";

    /** The characters for which a backslash stands in double quotes; before any other it is itself. */
    private static final String ESCAPED_IN_QUOTES = "$`\"\\";

    private final String line;
    private final UnaryOperator<String> expansion;
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean inWord;
    private int at;

    private ShellWords(String line, UnaryOperator<String> expansion) {
        this.line = line;
        this.expansion = expansion;
    }

    /**
     * Splits a line.
     *
     * @param expansion expands variables. As in a shell, it does so except in single quotes and after a backslash, and an
     *     expanded text is split at its blanks except in double quotes; quotes in it are characters like any other
     * @throws BadInputException if a quote is not closed, or the line ends with a backslash
     */
    public static List<String> split(String line, UnaryOperator<String> expansion) {
        return new ShellWords(line, expansion).split();
    }

    private List<String> split() {
        while (at < line.length()) {
            char next = line.charAt(at);
            if (isBlank(next)) {
                at++;
                endWord();
            } else if (next == '\'') {
                singleQuoted();
            } else if (next == '"') {
                doubleQuoted();
            } else if (next == '\\') {
                escaped();
            } else {
                unquoted();
            }
        }
        endWord();
        return List.copyOf(words);
    }

    private static boolean isBlank(char character) {
        return BLANKS.indexOf(character) >= 0;
    }

    private void endWord() {
        if (inWord) {
            words.add(word.toString());
            word.setLength(0);
            inWord = false;
        }
    }

    private void append(CharSequence text) {
        word.append(text);
        inWord = true;
    }

    private void singleQuoted() {
        int end = line.indexOf('\'', at + 1);
        if (end < 0) {
            throw openQuote('\'');
        }
        append(line.substring(at + 1, end));
        at = end + 1;
    }

    private void doubleQuoted() {
        at++;
        append("");
        while (at < line.length() && line.charAt(at) != '"') {
            if (line.charAt(at) == '\\' && at + 1 < line.length()) {
                escapedInQuotes();
            } else {
                append(expansion.apply(textBefore("\"\\")));
            }
        }
        if (at == line.length()) {
            throw openQuote('"');
        }
        at++;
    }

    private void escapedInQuotes() {
        char next = line.charAt(at + 1);
        if (ESCAPED_IN_QUOTES.indexOf(next) >= 0) {
            append(String.valueOf(next));
        } else if (next != '\n') { // an escaped line feed continues the line
            append("\\" + next);
        }
        at += 2;
    }

    private void escaped() {
        if (at + 1 == line.length()) {
            throw new BadInputException(
                    "The arguments for Locust end with a backslash, which would have to be followed by"
                            + " a character: write \\\\ for a backslash itself.");
        }
        char next = line.charAt(at + 1);
        if (next != '\n') {
            append(String.valueOf(next));
        }
        at += 2;
    }

    private void unquoted() {
        String expanded = expansion.apply(textBefore(BLANKS + "'\"\\"));
        for (int i = 0; i < expanded.length(); i++) {
            if (isBlank(expanded.charAt(i))) {
                endWord();
            } else {
                append(expanded.substring(i, i + 1));
            }
        }
    }

    /** Takes the text up to the next of these characters; at least one character. */
    private String textBefore(String ends) {
        int from = at;
        do {
            at++;
        } while (at < line.length() && ends.indexOf(line.charAt(at)) < 0);
        return line.substring(from, at);
    }

    private static BadInputException openQuote(char quote) {
        return new BadInputException("The arguments for Locust have a quote (" + quote
                + ") that is not closed: close it," + " or write \\" + quote + " for the character itself.");
    }
}
