package io.jenkins.plugins.locustswarm.engine.shell;

/** Creates threads that do not keep the JVM running. */
public final class DaemonThread {

    private DaemonThread() {}

    /** Returns a thread that has not been started. */
    public static Thread of(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }
}
