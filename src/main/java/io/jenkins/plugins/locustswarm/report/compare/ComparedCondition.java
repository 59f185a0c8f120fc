package io.jenkins.plugins.locustswarm.report.compare;

import io.jenkins.plugins.locustswarm.engine.trend.Condition;
import io.jenkins.plugins.locustswarm.engine.trend.ConditionDifference;
import io.jenkins.plugins.locustswarm.report.view.ConditionWords;

/** Something that was asked differently in two runs. The page reads the getters. */
public final class ComparedCondition {

    private final Condition condition;
    private final ConditionDifference contrast;

    /** @param contrast the values of the other run and of this one, in this order */
    ComparedCondition(Condition condition, ConditionDifference contrast) {
        this.condition = condition;
        this.contrast = contrast;
    }

    public String getName() {
        return ConditionWords.name(condition);
    }

    public String getBefore() {
        return ConditionWords.value(contrast.value());
    }

    public String getAfter() {
        return ConditionWords.value(contrast.other());
    }
}
