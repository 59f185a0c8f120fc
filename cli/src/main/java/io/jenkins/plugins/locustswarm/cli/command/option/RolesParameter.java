package io.jenkins.plugins.locustswarm.cli.command.option;

import io.jenkins.plugins.locustswarm.engine.record.Role;
import java.util.Set;
import picocli.CommandLine.Parameters;

/** The mandatory parameter of a command that applies to the master, the slaves, or both. */
public final class RolesParameter {

    @Parameters(
            paramLabel = Roles.LABEL,
            converter = Roles.Converter.class,
            description = "Machines that the command applies to.")
    private Roles roles;

    public Set<Role> roles() {
        return roles.set();
    }
}
