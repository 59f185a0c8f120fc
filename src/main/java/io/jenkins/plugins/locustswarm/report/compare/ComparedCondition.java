package io.jenkins.plugins.locustswarm.report.compare;

import io.jenkins.plugins.locustswarm.engine.trend.Condition;
import io.jenkins.plugins.locustswarm.engine.trend.Contrast;

/** Something that was asked differently in two runs. The page reads the getters. */
public final class ComparedCondition {

    private final Condition condition;
    private final Contrast contrast;

    /** @param contrast the values of the other run and of this one, in this order */
    ComparedCondition(Condition condition, Contrast contrast) {
        this.condition = condition;
        this.contrast = contrast;
    }

    public String getName() {
        return switch (condition) {
            case LOCUSTFILE -> Messages.ComparedCondition_locustfile();
            case HOST -> Messages.ComparedCondition_host();
            case USERS -> Messages.ComparedCondition_users();
            case SPAWN_RATE -> Messages.ComparedCondition_spawnRate();
            case RUN_TIME -> Messages.ComparedCondition_runTime();
            case WORKERS -> Messages.ComparedCondition_workers();
            case LOCUST_VERSION -> Messages.ComparedCondition_locustVersion();
            case RAMP -> Messages.ComparedCondition_ramp();
        };
    }

    public String getBefore() {
        return contrast.value();
    }

    public String getAfter() {
        return contrast.other();
    }
}
