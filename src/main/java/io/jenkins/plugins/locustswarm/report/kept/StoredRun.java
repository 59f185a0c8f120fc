package io.jenkins.plugins.locustswarm.report.kept;

import io.jenkins.plugins.locustswarm.engine.record.Load;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import io.jenkins.plugins.locustswarm.engine.stats.MostFrequent;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import java.time.Duration;

/** Converts the stored part of a summary back. */
final class StoredRun {

    private StoredRun() {}

    static RunSummary of(TestSummary kept) {
        CostFigures money = kept.getCost();
        Long runTime = kept.getRunTime();
        return new RunSummary(
                RunSummary.FORMAT,
                kept.swarm(),
                kept.provider(),
                kept.getLocustVersion(),
                Load.of(kept.getLocustfile())
                        .host(kept.getHost())
                        .users(kept.getUsers())
                        .spawnRate(kept.getSpawnRate())
                        .runTime(runTime == null ? null : Duration.ofSeconds(runTime))
                        .resetStats(kept.isRampLeftOut())
                        .note(kept.getNote())
                        .build(),
                kept.getStartedAt(),
                kept.getEndedAt(),
                new RunSummary.Workers(kept.getWorkersAsked(), kept.getWorkersReady(), kept.getWorkersLost()),
                kept.getExitCode(),
                kept.getTotal().stats(),
                kept.getNames().stream().map(NameFigures::stats).toList(),
                MostFrequent.none(),
                MostFrequent.none(),
                kept.getHealth().stream()
                        .map(note -> new HealthFinding(note.getKind(), note.getSeverity(), note.getSentence()))
                        .toList(),
                kept.getGates().stream().map(GateOutcome::result).toList(),
                kept.getVerdict(),
                money == null ? null : money.cost(),
                kept.getNamesLeftOut() == 0 ? null : kept.getNamesLeftOut(),
                kept.getBaseline(),
                kept.getChanges().stream().map(ChangeNote::change).toList(),
                null,
                null);
    }
}
