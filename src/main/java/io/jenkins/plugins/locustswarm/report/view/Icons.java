package io.jenkins.plugins.locustswarm.report.view;

import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Icons of this plugin. */
@Restricted(NoExternalUse.class)
public final class Icons {

    public static final String LOCUST = "symbol-locust-swarm plugin-locust-swarm";

    private Icons() {}
}
