package io.jenkins.plugins.locustswarm.report;

/** Jenkins symbols of this plugin. */
final class Icons {

    static final String LOCUST = "symbol-locust-swarm plugin-locust-swarm";

    private Icons() {}
}
