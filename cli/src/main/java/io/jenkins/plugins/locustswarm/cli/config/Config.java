package io.jenkins.plugins.locustswarm.cli.config;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.locust.RunTime;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The configuration: what a file says, or nothing where there is no file. Holds secrets; never print one. */
public final class Config {

    private static final Pattern BETWEEN_ITEMS = Pattern.compile("[,\\s]+");

    private final Path file;
    private final Map<ConfigKey, String> values;

    private Config(Path file, Map<ConfigKey, String> values) {
        this.file = file;
        this.values = values;
    }

    /** @param file null when nobody named one */
    public static Config of(Path file) {
        return file == null ? new Config(null, Map.of()) : new Config(file, ConfigFile.read(file));
    }

    /** The folder in which paths of the file begin; empty without a file. */
    public Optional<Path> folder() {
        return Optional.ofNullable(file).map(path -> path.toAbsolutePath().getParent());
    }

    /**
     * Where the machines come from. A file of the original tool names no provider, but has credentials or an image of
     * AWS.
     */
    public ProviderName provider() {
        Optional<String> named = text(ConfigKey.PROVIDER);
        if (named.isPresent()) {
            return ProviderName.of(named.get())
                    .orElseThrow(() -> bad(ConfigKey.PROVIDER, "is none of local, hosts and ec2"));
        }
        boolean aws = values.keySet().stream().anyMatch(key -> key.section().equals("aws"));
        return aws ? ProviderName.EC2 : ProviderName.LOCAL;
    }

    public Optional<String> text(ConfigKey key) {
        return Optional.ofNullable(values.get(key));
    }

    /** @throws BadInputException when there is something else than {@code true} or {@code false} */
    public Optional<Boolean> flag(ConfigKey key) {
        return text(key).map(value -> switch (value.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on" -> true;
            case "false", "no", "off" -> false;
            default -> throw bad(key, "is neither true nor false");
        });
    }

    /** @throws BadInputException when there is something else than a URL */
    public Optional<URI> url(ConfigKey key) {
        return text(key).map(value -> {
            try {
                return new URI(value);
            } catch (URISyntaxException e) {
                throw bad(key, "is no URL");
            }
        });
    }

    /** Pairs {@code NAME=VALUE} with commas between them; empty when the key is not there. */
    public Map<String, String> pairs(ConfigKey key) {
        Map<String, String> pairs = new TreeMap<>();
        for (String pair : text(key).map(value -> value.split(",")).orElse(new String[0])) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw bad(key, "is not of the form NAME=VALUE, NAME=VALUE");
            }
            pairs.put(
                    pair.substring(0, equals).strip(),
                    pair.substring(equals + 1).strip());
        }
        return pairs;
    }

    /** Items with commas or white space between them; empty when the key is not there. */
    public List<String> list(ConfigKey key) {
        return text(key).map(value -> List.of(BETWEEN_ITEMS.split(value))).orElse(List.of());
    }

    /** @throws BadInputException when there is something else than a whole number */
    public Optional<Integer> number(ConfigKey key) {
        return text(key).map(value -> {
            try {
                return Integer.valueOf(value);
            } catch (NumberFormatException e) {
                throw bad(key, "is no whole number");
            }
        });
    }

    /** @throws BadInputException when there is something else than a number */
    public Optional<BigDecimal> decimal(ConfigKey key) {
        return text(key).map(value -> {
            try {
                return new BigDecimal(value);
            } catch (NumberFormatException e) {
                throw bad(key, "is no number, such as 0.5");
            }
        });
    }

    /** @throws BadInputException when there is something else than a time such as {@code 90s} or {@code 1h30m} */
    public Optional<Duration> time(ConfigKey key) {
        return text(key).map(value -> {
            try {
                return RunTime.parse(value);
            } catch (BadInputException e) {
                throw bad(key, "is no time: write it as 90, 90s, 10m or 1h30m");
            }
        });
    }

    /** A path; one that is not absolute begins in the folder of the file, {@code ~} in the user's. */
    public Optional<Path> path(ConfigKey key) {
        return text(key)
                .map(value -> value.startsWith("~/")
                        ? Path.of(System.getProperty("user.home")).resolve(value.substring(2))
                        : folder().orElseThrow().resolve(value));
    }

    /** The exception for a value that cannot be used; it does not show the value. */
    public BadInputException bad(ConfigKey key, String what) {
        return new BadInputException("In the configuration " + file + ", " + key + " " + what + ".");
    }
}
