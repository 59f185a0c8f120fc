package io.jenkins.plugins.locustswarm.cli.command.option;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.locust.RunTime;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a time as Locust accepts it: {@code 90}, {@code 90s}, {@code 10m}, {@code 1h30m}. */
public final class TimeConverter implements ITypeConverter<Duration> {

    @Override
    public Duration convert(String text) {
        if (text.strip().matches("0+s?")) {
            return Duration.ZERO; // valid for a stop timeout; the plan refuses it for a run time
        }
        try {
            return RunTime.parse(text);
        } catch (BadInputException e) {
            throw new TypeConversionException(
                    "\"" + text + "\" is not a valid time from 1 s to 7 days: write it as 90, 90s, 10m or 1h30m");
        }
    }
}
