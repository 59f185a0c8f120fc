package io.jenkins.plugins.locustswarm.cli.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.locust.RunTime;
import io.jenkins.plugins.locustswarm.engine.shell.Quote;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The settings of a configuration file; without a file, there are none. May hold secrets: never print a value. */
public final class Config {

    private static final Pattern SEPARATOR = Pattern.compile("[,\\s]+");

    @CheckForNull
    private final Path file;

    private final String option;
    private final Map<ConfigKey, String> values;

    private Config(@CheckForNull Path file, String option, Map<ConfigKey, String> values) {
        this.file = file;
        this.option = option;
        this.values = values;
    }

    /** Returns the configuration of a command that was given no file. */
    public static Config none() {
        return new Config(null, "", Map.of());
    }

    /** @throws BadInputException if the file cannot be read, or has an unknown section or key */
    public static Config read(Path file) {
        return read(file, Path.of(""));
    }

    /**
     * Reads a file that was named on the command line.
     *
     * @param file its path from the current folder
     * @throws BadInputException if the file cannot be read, or has an unknown section or key
     */
    public static Config read(Path file, Path currentFolder) {
        Path resolved = currentFolder.resolve(file);
        return new Config(resolved, " -c " + Quote.word(file.toString()), ConfigFile.read(resolved));
    }

    /** Returns the option that gives this configuration to another command, with a space before it; empty without a file. */
    public String asOption() {
        return option;
    }

    /** Returns the file, if there is one. */
    public Optional<Path> file() {
        return Optional.ofNullable(file);
    }

    /** Returns the folder that paths in the file are relative to; empty without a file. */
    public Optional<Path> folder() {
        return Optional.ofNullable(file).map(path -> path.toAbsolutePath().getParent());
    }

    /**
     * Returns the provider of the machines. A file of the original tool names none, but sets credentials or an image in
     * {@code [aws]}.
     *
     * @throws BadInputException if it is not a known provider
     */
    public ProviderName provider() {
        Optional<String> name = text(ConfigKey.PROVIDER);
        if (name.isPresent()) {
            return ProviderName.of(name.get())
                    .orElseThrow(() -> invalid(ConfigKey.PROVIDER, "is not one of local, hosts and ec2"));
        }
        boolean aws = values.keySet().stream().anyMatch(key -> key.section().equals("aws"));
        return aws ? ProviderName.EC2 : ProviderName.LOCAL;
    }

    public Optional<String> text(ConfigKey key) {
        return Optional.ofNullable(values.get(key));
    }

    /** @throws BadInputException if the value is neither {@code true} nor {@code false} */
    public Optional<Boolean> flag(ConfigKey key) {
        return text(key).map(value -> switch (value.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on" -> true;
            case "false", "no", "off" -> false;
            default -> throw invalid(key, "is neither true nor false");
        });
    }

    /** @throws BadInputException if the value is not a URL */
    public Optional<URI> url(ConfigKey key) {
        return text(key).map(value -> {
            try {
                return new URI(value);
            } catch (URISyntaxException e) {
                throw invalid(key, "is not a valid URL");
            }
        });
    }

    /**
     * Returns pairs {@code NAME=VALUE} that are separated by commas; empty if the key is not set.
     *
     * @throws BadInputException if an item is not such a pair
     */
    public Map<String, String> pairs(ConfigKey key) {
        Map<String, String> pairs = new TreeMap<>();
        for (String pair : text(key).map(value -> value.split(",")).orElse(new String[0])) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw invalid(key, "is not of the form NAME=VALUE, NAME=VALUE");
            }
            pairs.put(
                    pair.substring(0, equals).strip(),
                    pair.substring(equals + 1).strip());
        }
        return pairs;
    }

    /** Returns items that are separated by commas or white space; empty if the key is not set. */
    public List<String> list(ConfigKey key) {
        return text(key).map(value -> List.of(SEPARATOR.split(value))).orElse(List.of());
    }

    /** @throws BadInputException if the value is not a whole number */
    public Optional<Integer> number(ConfigKey key) {
        return text(key).map(value -> {
            try {
                return Integer.valueOf(value);
            } catch (NumberFormatException e) {
                throw invalid(key, "is not a whole number");
            }
        });
    }

    /** @throws BadInputException if the value is not a number */
    public Optional<BigDecimal> decimal(ConfigKey key) {
        return text(key).map(value -> {
            try {
                return new BigDecimal(value);
            } catch (NumberFormatException e) {
                throw invalid(key, "is not a number such as 0.5");
            }
        });
    }

    /** @throws BadInputException if the value is not a time such as {@code 90s} or {@code 1h30m} */
    public Optional<Duration> time(ConfigKey key) {
        return text(key).map(value -> {
            try {
                return RunTime.parse(value);
            } catch (BadInputException e) {
                throw invalid(key, "is not a valid time: write it as 90, 90s, 10m or 1h30m");
            }
        });
    }

    /**
     * Returns a path; a relative one starts in the folder of the file, and {@code ~/} in the home of the user.
     *
     * @throws BadInputException if no file can have that path
     */
    public Optional<Path> path(ConfigKey key) {
        return text(key).map(value -> {
            try {
                return value.startsWith("~/")
                        ? Path.of(System.getProperty("user.home")).resolve(value.substring(2))
                        : folder().orElseThrow().resolve(value);
            } catch (InvalidPathException e) {
                throw invalid(key, "is not a path of a file, for example because of a NUL character in it");
            }
        });
    }

    /**
     * Returns the exception for a value that is not valid. Its message does not show the value, which may be a secret.
     *
     * @param problem the rest of a sentence that starts with the key
     */
    public BadInputException invalid(ConfigKey key, String problem) {
        return new BadInputException("In the configuration " + file + ", " + key + " " + problem + ".");
    }
}
