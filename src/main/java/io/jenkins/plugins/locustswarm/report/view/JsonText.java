package io.jenkins.plugins.locustswarm.report.view;

import static java.nio.charset.StandardCharsets.UTF_8;

import edu.hm.hafner.echarts.JacksonFacade;
import java.io.IOException;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;

/** A JSON response to the script of a page. */
@Restricted(NoExternalUse.class)
public final class JsonText implements HttpResponse {

    /** Shared, since its creation takes longer than writing the charts of a page. */
    private static final JacksonFacade JSON = new JacksonFacade();

    private final String json;
    private final int maxAge;

    public JsonText(String json) {
        this(json, 0);
    }

    /** @param maxAge the seconds for which the browser may cache the response */
    public JsonText(String json, int maxAge) {
        this.json = json;
        this.maxAge = maxAge;
    }

    /** Converts an object, or a list of objects, by its getters. */
    public static String of(Object model) {
        return JSON.toJson(model);
    }

    @Override
    public void generateResponse(StaplerRequest2 request, StaplerResponse2 response, Object node) throws IOException {
        response.setContentType("application/json");
        response.setCharacterEncoding(UTF_8.name());
        response.setHeader("Cache-Control", maxAge > 0 ? "private, max-age=" + maxAge : "no-store");
        response.addHeader("Vary", "Accept-Language"); // texts of charts are in the language of the reader
        response.getWriter().print(json);
    }
}
