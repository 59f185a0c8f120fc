package io.jenkins.plugins.locustswarm.cli.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.failure.FileErrorText;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.configuration2.INIConfiguration;
import org.apache.commons.configuration2.SubnodeConfiguration;
import org.apache.commons.configuration2.ex.ConfigurationException;

/**
 * Reads a configuration file in the INI format of the original tool. Values are literal: {@code %} and {@code $} have
 * no meaning. Messages name keys and never show values, because some values are secrets.
 */
final class ConfigFile {

    private static final List<ConfigKey> KEYS = List.of(ConfigKey.values());

    private ConfigFile() {}

    /** @throws BadInputException if the file cannot be read, or has an unknown section or key */
    static Map<ConfigKey, String> read(Path file) {
        INIConfiguration ini = new INIConfiguration();
        try (Reader reader = Files.newBufferedReader(file, UTF_8)) {
            ini.read(reader);
        } catch (IOException e) {
            throw new BadInputException(
                    "The configuration " + file + " cannot be read: " + FileErrorText.of(e) + ".", e);
        } catch (ConfigurationException e) {
            throw new BadInputException("The configuration " + file + " is not a valid INI file: it must consist"
                    + " of [section] lines, each followed by lines such as key = value.");
        }
        Map<ConfigKey, String> values = new EnumMap<>(ConfigKey.class);
        for (String section : ini.getSections()) {
            readSection(file, section, ini.getSection(section), values);
        }
        return values;
    }

    private static void readSection(
            Path file, String section, SubnodeConfiguration content, Map<ConfigKey, String> values) {
        for (Iterator<String> names = content.getKeys(); names.hasNext(); ) {
            String name = names.next();
            ConfigKey key = known(file, section, name.replace("..", "."));
            Object value = content.getProperty(name);
            if (value instanceof Collection<?>) {
                throw new BadInputException("The configuration " + file + " sets " + key + " twice. Remove one.");
            }
            String text = value.toString().strip();
            if (!text.isEmpty()) {
                values.put(key, text);
            }
        }
    }

    private static ConfigKey known(Path file, String section, String name) {
        if (section == null) {
            throw new BadInputException("The configuration " + file + " has the key " + name
                    + " before the first [section]. Move it into a section.");
        }
        Set<String> sections = KEYS.stream().map(ConfigKey::section).collect(Collectors.toSet());
        if (!sections.contains(section)) {
            throw new BadInputException("The configuration " + file + " has an unknown section [" + section + "]."
                    + SimilarNames.closest(section, sections)
                            .map(near -> " Did you mean [" + near + "]?")
                            .orElse(" The sections are [swarm], [hosts], [aws] and [fabric]."));
        }
        String lowerCase = name.toLowerCase(Locale.ROOT); // like ConfigParser of Python, which the original tool used
        return KEYS.stream()
                .filter(key -> key.section().equals(section) && key.key().equals(lowerCase))
                .findFirst()
                .orElseThrow(() -> unknown(file, section, name, lowerCase));
    }

    private static BadInputException unknown(Path file, String section, String name, String lowerCase) {
        List<String> names = Arrays.stream(ConfigKey.values())
                .filter(key -> key.section().equals(section))
                .map(ConfigKey::key)
                .toList();
        return new BadInputException("The configuration " + file + " has an unknown key " + name + " in [" + section
                + "]."
                + SimilarNames.closest(lowerCase, names)
                        .map(near -> " Did you mean " + near + "?")
                        .orElse(" Its keys are " + String.join(", ", names) + "."));
    }
}
