package io.jenkins.plugins.locustswarm.manage;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.record.Cost;
import java.math.BigDecimal;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.jvnet.localizer.LocaleProvider;

class CostSummaryTest {

    private final LocaleProvider usual = LocaleProvider.getProvider();

    @AfterEach
    void restoreLocale() {
        LocaleProvider.setProvider(usual);
    }

    private static void read(Locale language) {
        LocaleProvider.setProvider(new LocaleProvider() {
            @Override
            public Locale get() {
                return language;
            }
        });
    }

    private static String estimate(String amount) {
        return CostSummary.of(new Cost(3, new BigDecimal(amount), "USD", "list prices"));
    }

    private static String hours(double hours) {
        return CostSummary.of(new Cost(hours, null, null, "no price known"));
    }

    @Test
    void costsHaveTheSeparatorsOfTheReadersLanguage() {
        read(Locale.GERMAN);
        assertThat(estimate("12.345")).isEqualTo("12,35 US-$");
        assertThat(estimate("1234.5")).isEqualTo("1.234,50 US-$");
        assertThat(estimate("0.004")).isEqualTo("< 0,01 US-$");
        assertThat(hours(1.23456)).isEqualTo("1,23 Maschinenstunden");

        read(Locale.ENGLISH);
        assertThat(estimate("1234.5")).isEqualTo("US$ 1,234.50");
        assertThat(hours(1.23456)).isEqualTo("1.23 machine-hours");
    }

    @Test
    void aLanguageWithoutTranslationHasEnglishNumbersInItsEnglishTexts() {
        read(Locale.FRENCH);
        assertThat(estimate("12.345")).isEqualTo("US$ 12.35");
    }
}
