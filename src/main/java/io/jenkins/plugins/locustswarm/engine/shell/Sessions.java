package io.jenkins.plugins.locustswarm.engine.shell;

/** Detached sessions on a machine, whose process ids are kept in files. */
public final class Sessions {

    private static final String FUNCTIONS = Script.text(Sessions.class, "sessions.sh");
    private static final Script END_ALL = script(Sessions.class, "end-all.sh");

    private Sessions() {}

    /** Returns the script in a resource beside a class, preceded by the functions of {@code sessions.sh}. */
    public static Script script(Class<?> owner, String name) {
        return Script.of(FUNCTIONS + Script.text(owner, name));
    }

    /** Returns the text of such a script, for a script that runs detached from its caller. */
    public static String text(Class<?> owner, String name) {
        return FUNCTIONS + Script.text(owner, name);
    }

    /**
     * Kills all sessions of a machine.
     *
     * @param machineFolder the swarm's folder on the machine
     * @return successful also if there is no session; failed, with the reason, if a session does not end
     * @throws ShellException if the machine does not answer
     */
    public static ShellResult endAll(Shell shell, String machineFolder) throws InterruptedException {
        return shell.run(END_ALL.arguments(machineFolder));
    }
}
