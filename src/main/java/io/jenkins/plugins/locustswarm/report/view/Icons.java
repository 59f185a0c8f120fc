package io.jenkins.plugins.locustswarm.report.view;

/** Jenkins symbols of this plugin. */
public final class Icons {

    public static final String LOCUST = "symbol-locust-swarm plugin-locust-swarm";

    private Icons() {}
}
