package io.jenkins.plugins.locustswarm.report.kept;

import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import io.jenkins.plugins.locustswarm.engine.stats.RequestName;
import io.jenkins.plugins.locustswarm.engine.trend.PastRun;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The very long request names of a run. A build keeps them in a shorter form; runs are compared by the text of their names, so
 * that a shorter form has to become the whole name again before that. Both have the same {@link NameId}.
 */
@Restricted(NoExternalUse.class)
public final class FullNames {

    private final Map<String, RequestName> byId = new HashMap<>();

    private FullNames() {}

    /** Returns the long names of a run; none that the run has in the shorter form only. */
    public static FullNames of(PastRun run) {
        FullNames names = new FullNames();
        run.rows().forEach((name, row) -> {
            if (LongName.isShortened(row)) {
                names.byId.put(NameId.of(name.type(), name.name()), name);
            }
        });
        return names;
    }

    /** Returns a copy of another run in which the shorter forms of these names are replaced by the names. */
    public PastRun in(PastRun other) {
        if (byId.isEmpty()) {
            return other;
        }
        Map<RequestName, NameStats> rows = new LinkedHashMap<>();
        other.rows().forEach((name, row) -> rows.putIfAbsent(whole(name), row));
        return other.withRows(rows);
    }

    private RequestName whole(RequestName name) {
        return LongName.id(name.name()).map(byId::get).orElse(name);
    }
}
