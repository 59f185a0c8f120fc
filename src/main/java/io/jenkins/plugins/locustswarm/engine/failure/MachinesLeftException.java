package io.jenkins.plugins.locustswarm.engine.failure;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.List;

/** Teardown did not finish: resources may be left and may cost money until they are removed. */
public class MachinesLeftException extends SwarmException {

    private static final long serialVersionUID = 1L;

    /** Absent after deserialization. */
    @CheckForNull
    private final transient List<String> left;

    /**
     * @param sentence what happened and what may be left; the front end adds how to repeat the teardown
     * @param left the names of the resources that may be left, as their provider uses them
     */
    public MachinesLeftException(String sentence, List<String> left, @CheckForNull Throwable cause) {
        super(sentence, cause);
        this.left = List.copyOf(left);
    }

    /** Returns the names of the resources that may be left, as their provider uses them. */
    public List<String> left() {
        return left == null ? List.of() : left;
    }
}
