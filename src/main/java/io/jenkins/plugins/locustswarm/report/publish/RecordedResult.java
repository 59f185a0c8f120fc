package io.jenkins.plugins.locustswarm.report.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The name of a test in the results of a build. A class, since {@code build.xml} stores it. */
final class RecordedResult {

    /** The longest part of a name that tells a branch, in characters. */
    private static final int MAX_BRANCH = 40;

    /** The prefix of Declarative Pipeline for the values of a cell of a matrix. */
    private static final String MATRIX = "^Matrix - ";

    private static final String SILENT = "['\",]";
    private static final String NOT_IN_NAMES = "[^\\p{L}\\p{M}\\p{N}_ .+=-]+";

    private final String test;
    private final String branch;
    private final String name;

    RecordedResult(String test, String branch, String name) {
        this.test = test;
        this.branch = branch;
        this.name = name;
    }

    /** The name that the user gave. */
    String test() {
        return test;
    }

    /** The enclosing parallel branches; empty outside of one. */
    String branch() {
        return branch;
    }

    /** The name of the results. */
    String name() {
        return name;
    }

    boolean isOf(String ofTest, String ofBranch) {
        return test.equals(ofTest) && branch.equals(ofBranch);
    }

    /** Returns the possible names of a test, the best first: its own, that with the branch, and then with numbers. */
    static Stream<String> names(String test, String branch) {
        String words = words(branch);
        Stream<String> withBranch = words.isEmpty() ? Stream.of() : Stream.of(with(test, words));
        Stream<String> numbered = IntStream.iterate(2, number -> number + 1)
                .mapToObj(number -> with(test, (words + " " + number).strip()));
        return Stream.concat(Stream.concat(Stream.of(test), withBranch), numbered);
    }

    private static String words(String branch) {
        String words = branch.replaceFirst(MATRIX, "")
                .replaceAll(SILENT, "")
                .replaceAll(NOT_IN_NAMES, "-")
                .strip();
        return cut(words, MAX_BRANCH).strip();
    }

    private static String with(String test, String words) {
        String added = " (" + words + ")";
        int length = TestName.MAX_LENGTH - added.length();
        String start = cut(test, length);
        while (start.getBytes(UTF_8).length + added.getBytes(UTF_8).length > TestName.MAX_BYTES) {
            start = cut(start, start.length() - 1);
        }
        return start.strip() + added;
    }

    /** Does not cut a character that consists of two. */
    private static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
    }
}
