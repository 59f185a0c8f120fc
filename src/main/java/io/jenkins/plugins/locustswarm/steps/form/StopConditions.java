package io.jenkins.plugins.locustswarm.steps.form;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.stop.StopCondition;
import java.util.List;

/** The stop conditions of a load as a text with one of them in each line. */
final class StopConditions {

    private StopConditions() {}

    /**
     * Returns the conditions in the text; none if it is absent.
     *
     * @throws io.jenkins.plugins.locustswarm.engine.failure.BadInputException if one of them is not valid
     */
    static List<StopCondition> parse(@CheckForNull String text) {
        return text == null
                ? List.of()
                : text.lines()
                        .filter(line -> !line.isBlank())
                        .map(StopCondition::parse)
                        .toList();
    }
}
