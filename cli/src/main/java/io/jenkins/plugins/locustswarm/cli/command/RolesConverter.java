package io.jenkins.plugins.locustswarm.cli.command;

import io.jenkins.plugins.locustswarm.engine.record.Role;
import java.util.EnumSet;
import java.util.Set;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code master}, {@code slaves} or {@code all}. */
final class RolesConverter implements ITypeConverter<Set<Role>> {

    /** For the help. */
    static final String LABEL = "master|slaves|all";

    @Override
    public Set<Role> convert(String word) {
        return switch (word) {
            case "master" -> EnumSet.of(Role.MASTER);
            case "slaves" -> EnumSet.of(Role.WORKER);
            case "all" -> EnumSet.allOf(Role.class);
            default -> throw new TypeConversionException("\"" + word + "\" is none of master, slaves and all");
        };
    }
}
