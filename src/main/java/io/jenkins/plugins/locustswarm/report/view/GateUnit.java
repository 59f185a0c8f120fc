package io.jenkins.plugins.locustswarm.report.view;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.gate.Gate;
import io.jenkins.plugins.locustswarm.engine.gate.Metric;
import io.jenkins.plugins.locustswarm.engine.gate.Threshold;

/** What the figures of a gate are. */
enum GateUnit {
    MILLISECONDS {
        @Override
        String show(FigureFormat shown, double figure) {
            return shown.ms(figure);
        }
    },
    RATIO {
        @Override
        String show(FigureFormat shown, double figure) {
            return shown.percent(figure);
        }
    },
    PER_SECOND {
        @Override
        String show(FigureFormat shown, double figure) {
            return shown.rate(figure) + " /s";
        }
    },
    NUMBER {
        @Override
        String show(FigureFormat shown, double figure) {
            return shown.count(figure);
        }
    },
    /** The gate's text was shortened when it was kept. */
    UNKNOWN {
        @Override
        String show(FigureFormat shown, double figure) {
            return shown.rate(figure);
        }
    };

    abstract String show(FigureFormat shown, double figure);

    static GateUnit of(String text) {
        Gate gate;
        try {
            gate = Gate.parse(text);
        } catch (BadInputException e) {
            return UNKNOWN;
        }
        Metric.Kind kind = gate.metric().kind();
        if (kind == Metric.Kind.FAILURES) {
            return gate.threshold().unit() == Threshold.Unit.PLAIN ? NUMBER : RATIO;
        }
        return kind == Metric.Kind.RPS ? PER_SECOND : kind == Metric.Kind.REQUESTS ? NUMBER : MILLISECONDS;
    }
}
