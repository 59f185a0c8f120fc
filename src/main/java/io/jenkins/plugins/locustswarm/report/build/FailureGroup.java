package io.jenkins.plugins.locustswarm.report.build;

import io.jenkins.plugins.locustswarm.engine.stats.csv.FailuresCsv.Failure;
import io.jenkins.plugins.locustswarm.report.kept.NameId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The failures with one error, of all request names. All texts may come from the target. */
public final class FailureGroup {

    /** Each name, and each text, that a page shows. */
    private static final int MAX_SHOWN = 50;

    /** The HTTP client of Locust adds the URL to the error, which differs between requests of one name. */
    private static final Pattern URL = Pattern.compile(" for url: .*?(?=['\"]?\\)?$)", Pattern.DOTALL);

    private final String error;
    private final List<Failure> failures;
    private final Set<String> pages;

    private FailureGroup(String error, List<Failure> failures, Set<String> pages) {
        this.error = error;
        this.failures = failures;
        this.pages = pages;
    }

    /**
     * Returns the groups, those with the most occurrences first.
     *
     * @param pages the ids of the request names that have a page
     */
    static List<FailureGroup> of(List<Failure> failures, Set<String> pages) {
        Map<String, List<Failure>> groups = new LinkedHashMap<>();
        for (Failure failure : failures) {
            groups.computeIfAbsent(URL.matcher(failure.error()).replaceFirst(""), error -> new ArrayList<>())
                    .add(failure);
        }
        List<FailureGroup> sorted = new ArrayList<>();
        groups.forEach((error, members) -> sorted.add(new FailureGroup(error, members, pages)));
        sorted.sort(Comparator.comparingLong(FailureGroup::getCount).reversed());
        return sorted;
    }

    /**
     * The failures of a request name with this error.
     *
     * @param page the URL of its page, relative to the one of the test; empty if it has none
     * @param firstSeen as Locust writes it; empty if unknown
     * @param lastSeen as Locust writes it; empty if unknown
     */
    public record Name(String type, String name, String page, long count, String firstSeen, String lastSeen) {

        private static Name of(Failure failure, String page) {
            return new Name(
                    failure.type(),
                    failure.name(),
                    page,
                    failure.occurrences(),
                    failure.firstSeen(),
                    failure.lastSeen());
        }

        /** Times of equal length and format can be compared as texts. */
        private Name plus(Name other) {
            return new Name(
                    type,
                    name,
                    page,
                    count + other.count,
                    firstSeen.compareTo(other.firstSeen) <= 0 ? firstSeen : other.firstSeen,
                    lastSeen.compareTo(other.lastSeen) >= 0 ? lastSeen : other.lastSeen);
        }
    }

    /** Returns the error without the URL of the request. */
    public String getError() {
        return error;
    }

    public long getCount() {
        return failures.stream().mapToLong(Failure::occurrences).sum();
    }

    /** Returns the request names that failed so, those with the most failures first. */
    public List<Name> getNames() {
        return names().stream().limit(MAX_SHOWN).toList();
    }

    public int getNamesLeftOut() {
        return Math.max(0, names().size() - MAX_SHOWN);
    }

    private List<Name> names() {
        Map<String, Name> names = new LinkedHashMap<>();
        for (Failure failure : failures) {
            String id = NameId.of(failure.type(), failure.name());
            names.merge(id, Name.of(failure, pages.contains(id) ? "name/" + id + "/" : ""), Name::plus);
        }
        return names.values().stream()
                .sorted(Comparator.comparingLong(Name::count).reversed())
                .toList();
    }

    /** Returns the complete texts of the error, if one of them says more than {@link #getError}. */
    public List<String> getTexts() {
        List<String> texts = failures.stream()
                .map(Failure::error)
                .distinct()
                .limit(MAX_SHOWN)
                .toList();
        return texts.equals(List.of(error)) ? List.of() : texts;
    }

    public long getTextsLeftOut() {
        return Math.max(0, failures.stream().map(Failure::error).distinct().count() - MAX_SHOWN);
    }
}
