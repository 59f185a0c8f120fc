package io.jenkins.plugins.locustswarm.report.kept;

import io.jenkins.plugins.locustswarm.engine.record.Load;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import java.time.Duration;

/** Converts the stored part of a summary back. */
final class StoredRun {

    private StoredRun() {}

    static RunSummary of(TestSummary kept) {
        CostFigures money = kept.getCost();
        Long runTime = kept.getRunTime();
        Load load = Load.of(kept.getLocustfile())
                .host(kept.getHost())
                .users(kept.getUsers())
                .spawnRate(kept.getSpawnRate())
                .runTime(runTime == null ? null : Duration.ofSeconds(runTime))
                .resetStats(kept.isRampLeftOut())
                .note(kept.getNote())
                .build();
        return RunSummary.builder(load, kept.getTotal().stats())
                .swarm(kept.swarm(), kept.provider())
                .locustVersion(kept.getLocustVersion())
                .lasted(kept.getStartedAt(), kept.getEndedAt())
                .workers(new RunSummary.Workers(kept.getWorkersAsked(), kept.getWorkersReady(), kept.getWorkersLost()))
                .exitCode(kept.getExitCode())
                .names(kept.getNames().stream().map(NameFigures::stats).toList())
                .namesLeftOut(kept.getNamesLeftOut())
                .health(kept.getHealth().stream()
                        .map(note -> new HealthFinding(note.getKind(), note.getSeverity(), note.getSentence()))
                        .toList())
                .gates(kept.getGates().stream().map(GateOutcome::result).toList())
                .verdict(kept.getVerdict())
                .cost(money == null ? null : money.cost())
                .baseline(kept.getBaseline())
                .changes(kept.getChanges().stream().map(ChangeNote::change).toList())
                .build();
    }
}
