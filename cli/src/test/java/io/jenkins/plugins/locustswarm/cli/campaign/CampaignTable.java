package io.jenkins.plugins.locustswarm.cli.campaign;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The table of docs/reliability.md, in Markdown. A schedule in which several things go wrong is in several rows. */
final class CampaignTable {

    private static final String NONE = "none";

    private CampaignTable() {}

    static String of(CampaignPart part, long seed, List<ScheduleResult> results) {
        Map<String, List<ScheduleResult>> rows = new LinkedHashMap<>();
        results.stream()
                .filter(result -> result.kinds().isEmpty())
                .forEach(result -> row(rows, NONE).add(result));
        results.stream().flatMap(result -> result.kinds().stream()).sorted().forEach(kind -> row(rows, kind));
        results.forEach(result -> result.kinds().forEach(kind -> row(rows, kind).add(result)));
        rows.put("all schedules", results);
        List<String> columns = part == CampaignPart.MACHINES
                ? List.of("killed", "with an open run")
                : List.of("killed", "aborted", "up succeeded", "up failed");
        StringBuilder text =
                new StringBuilder("Seed " + seed + ", " + results.size() + " schedules:\n\n| fault | schedules | "
                        + String.join(" | ", columns) + " | something left, lost or wrong |\n|---|---|"
                        + "---|".repeat(columns.size())
                        + "---|\n");
        rows.forEach((kind, list) -> {
            text.append("| ").append(kind).append(" | ").append(list.size());
            columns.forEach(column -> text.append(" | ")
                    .append(list.stream().filter(result -> result.has(column)).count()));
            text.append(" | ")
                    .append(list.stream().filter(result -> !result.isWell()).count())
                    .append(" |\n");
        });
        return text.toString();
    }

    private static List<ScheduleResult> row(Map<String, List<ScheduleResult>> rows, String kind) {
        return rows.computeIfAbsent(kind, any -> new ArrayList<>());
    }
}
