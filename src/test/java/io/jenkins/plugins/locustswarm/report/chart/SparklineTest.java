package io.jenkins.plugins.locustswarm.report.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SparklineTest {

    @Test
    void theLineFillsTheImageFromLeftToRightAndUpwards() {
        assertThat(new Sparkline(List.of(100.0, 150.0, 200.0)).getPoints()).isEqualTo("2.0,22.0 50.0,12.0 98.0,2.0");
    }

    @Test
    void equalFiguresMakeALineInTheMiddle() {
        assertThat(new Sparkline(List.of(0.0, 0.0)).getPoints()).isEqualTo("2.0,12.0 98.0,12.0");
    }

    @Test
    void theLineSaysItsRangeInFigures() {
        Sparkline line = new Sparkline(List.of(3.0, 1.0, 2.0));
        assertThat(line.getBuilds()).isEqualTo(3);
        assertThat(line.getFirst()).isEqualTo(3);
        assertThat(line.getMin()).isEqualTo(1);
        assertThat(line.getMax()).isEqualTo(3);
    }

    @Test
    void oneFigureIsNoLine() {
        assertThatThrownBy(() -> new Sparkline(List.of(1.0))).isInstanceOf(IllegalArgumentException.class);
    }
}
