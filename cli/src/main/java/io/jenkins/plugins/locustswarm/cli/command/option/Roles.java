package io.jenkins.plugins.locustswarm.cli.command.option;

import io.jenkins.plugins.locustswarm.engine.record.Role;
import java.util.EnumSet;
import java.util.Set;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A choice of machines, as users name it.
 *
 * @param set the chosen roles
 */
public record Roles(Set<Role> set) {

    /** The parameter in the help. */
    public static final String LABEL = "master|slaves|all";

    /** Reads {@code master}, {@code slaves} or {@code all}. */
    public static final class Converter implements ITypeConverter<Roles> {

        @Override
        public Roles convert(String word) {
            return switch (word) {
                case "master" -> new Roles(EnumSet.of(Role.MASTER));
                case "slaves" -> new Roles(EnumSet.of(Role.WORKER));
                case "all" -> new Roles(EnumSet.allOf(Role.class));
                default -> throw new TypeConversionException("\"" + word + "\" is not one of master, slaves and all");
            };
        }
    }
}
