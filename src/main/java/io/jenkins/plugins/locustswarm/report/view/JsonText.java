package io.jenkins.plugins.locustswarm.report.view;

import static java.nio.charset.StandardCharsets.UTF_8;

import edu.hm.hafner.echarts.JacksonFacade;
import java.io.IOException;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;

/** Answers a page's script. */
public final class JsonText implements HttpResponse {

    /** To make one takes longer than it then takes to write a page's charts. */
    private static final JacksonFacade JSON = new JacksonFacade();

    private final String json;
    private final int secondsToKeep;

    public JsonText(String json) {
        this(json, 0);
    }

    /** @param secondsToKeep how long the user's own browser may use the answer again */
    public JsonText(String json, int secondsToKeep) {
        this.json = json;
        this.secondsToKeep = secondsToKeep;
    }

    /** What the getters of that object, or of those in a list, return. */
    public static String of(Object model) {
        return JSON.toJson(model);
    }

    @Override
    public void generateResponse(StaplerRequest2 request, StaplerResponse2 response, Object node) throws IOException {
        response.setContentType("application/json");
        response.setCharacterEncoding(UTF_8.name());
        response.setHeader("Cache-Control", secondsToKeep > 0 ? "private, max-age=" + secondsToKeep : "no-store");
        response.getWriter().print(json);
    }
}
