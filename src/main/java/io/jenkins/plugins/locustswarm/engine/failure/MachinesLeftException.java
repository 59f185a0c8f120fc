package io.jenkins.plugins.locustswarm.engine.failure;

import java.util.List;

/** Taking down did not finish: these may be left, and may cost money, until somebody removes them. */
public class MachinesLeftException extends SwarmException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> left;

    /**
     * @param sentence what happened and what may be left; how to repeat it is for the front end to say
     * @param left each thing that may be left, by the name its provider knows it by
     */
    public MachinesLeftException(String sentence, List<String> left, Throwable cause) {
        super(sentence, cause);
        this.left = List.copyOf(left);
    }

    /** Each thing that may be left, by the name its provider knows it by. */
    public List<String> left() {
        return left == null ? List.of() : left;
    }
}
