package io.jenkins.plugins.locustswarm.report.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.report.baseline.BaselineChoice.MedianOf;
import io.jenkins.plugins.locustswarm.report.baseline.BaselineChoice.NamedBuild;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BaselineChoiceTest {

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "true", "True"})
    void nothingAndTrueMeanTheLastSuccessfulBuild(String text) {
        assertThat(BaselineChoice.parse(text)).isEqualTo(BaselineChoice.DEFAULT);
    }

    @ParameterizedTest
    @CsvSource({"last 10,10", "LAST 3,3", "10,10", "1,1", "last 100,100"})
    void aNumberIsTheMedianOfTheLastBuilds(String text, int builds) {
        assertThat(BaselineChoice.parse(text)).isEqualTo(new MedianOf(builds));
    }

    @ParameterizedTest
    @CsvSource({
        "../main#lastSuccessfulBuild,../main,lastSuccessfulBuild",
        "../main#45,../main,45",
        "folder/job#lastStable,folder/job,lastStable",
        "'my folder/my job # 7',my folder/my job,7",
        "#45,'',45"
    })
    void aBuildOfAJobIsNamedByNumberOrPermalink(String text, String job, String build) {
        assertThat(BaselineChoice.parse(text)).isEqualTo(new NamedBuild(job, build));
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "last", "last ten", "main", "../main", "a#b#3", "main#", "main#-1", "10%", "-1"})
    void anotherTextIsRefusedWithExamples(String text) {
        assertThatThrownBy(() -> BaselineChoice.parse(text))
                .isInstanceOf(BadInputException.class)
                .hasMessage(
                        "\"" + text + "\" is not a valid baseline: leave it empty for the last successful build, or use"
                                + " for example last 10, main#lastSuccessfulBuild or main#45.");
    }

    @Test
    void theMedianOfNoBuildOrOfTooManyIsRefused() {
        for (String text : new String[] {"last 0", "101", "last 999999999"}) {
            assertThatThrownBy(() -> BaselineChoice.parse(text))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageEndingWith(
                            " builds cannot be the baseline: use a number from 1 to 100, such as last 10.");
        }
    }
}
