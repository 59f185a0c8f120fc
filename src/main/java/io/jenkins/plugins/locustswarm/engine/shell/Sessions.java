package io.jenkins.plugins.locustswarm.engine.shell;

/** What scripts started on a machine to go on by itself, in sessions that wrote their process ids down. */
public final class Sessions {

    private static final String FUNCTIONS = Script.text(Sessions.class, "sessions.sh");
    private static final Script END_ALL = script(Sessions.class, "end-all.sh");

    private Sessions() {}

    /** A script that lies beside the class that uses it and calls the functions of {@code sessions.sh}. */
    public static Script script(Class<?> owner, String name) {
        return Script.of(FUNCTIONS + Script.text(owner, name));
    }

    /** The text of such a script, for one that is to go on when its caller is gone. */
    public static String text(Class<?> owner, String name) {
        return FUNCTIONS + Script.text(owner, name);
    }

    /**
     * Ends at once all that runs for the machine with this folder. Nothing there is a success.
     *
     * @return not {@link ShellResult#succeeded() successful}, with the reason in it, when something does not end
     * @throws ShellException when the machine does not answer
     */
    public static ShellResult endAll(Shell shell, String machineFolder) throws InterruptedException {
        return shell.run(END_ALL.arguments(machineFolder));
    }
}
