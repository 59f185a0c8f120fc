package io.jenkins.plugins.locustswarm.manage;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.ManagementLink;
import hudson.security.Permission;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.record.SwarmName;
import io.jenkins.plugins.locustswarm.swarms.BackgroundLog;
import io.jenkins.plugins.locustswarm.swarms.SwarmRecords;
import io.jenkins.plugins.locustswarm.swarms.SwarmTeardown;
import io.jenkins.plugins.locustswarm.swarms.TeardownCause;
import io.jenkins.plugins.locustswarm.swarms.image.ImageInventory;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.HttpRedirect;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerProxy;
import org.kohsuke.stapler.verb.POST;

/**
 * The page "Locust swarms": lists all swarms with their builds and what the reapers did lately, and takes a swarm down on
 * request.
 */
@Extension
public final class LocustSwarmsManagementLink extends ManagementLink implements StaplerProxy {

    @Override
    public String getIconFileName() {
        return "symbol-locust-swarm plugin-locust-swarm";
    }

    @Override
    public String getDisplayName() {
        return Messages.LocustSwarmsManagementLink_DisplayName();
    }

    @Override
    public String getDescription() {
        return Messages.LocustSwarmsManagementLink_Description();
    }

    @Override
    public String getUrlName() {
        return "locust-swarms";
    }

    @Override
    public Category getCategory() {
        return Category.STATUS;
    }

    @Override
    public Permission getRequiredPermission() {
        return Jenkins.SYSTEM_READ;
    }

    /** Requires the permission for every URL below the page. */
    @Override
    public Object getTarget() {
        Jenkins.get().checkPermission(Jenkins.SYSTEM_READ);
        return this;
    }

    /** Returns the swarms whose builds have ended, or the others; read by the view. */
    public List<SwarmRow> getSwarms(boolean orphaned) {
        return SwarmRecords.get().all().stream()
                .map(SwarmRow::new)
                .filter(swarm -> swarm.isOrphaned() == orphaned)
                .toList();
    }

    /** Returns the images of all profiles as they were seen last; read by the view. */
    public List<ImageRow> getImages() {
        return ImageInventory.get().all().stream().map(ImageRow::new).toList();
    }

    /** Returns whether there can be images; read by the view. */
    public boolean isImagesPossible() {
        return ImageInventory.isPossible();
    }

    /** Returns how long ago the images were read; absent if they were not read yet; read by the view. */
    @CheckForNull
    public String getImagesReadAgo() {
        Instant readAt = ImageInventory.get().reading().readAt();
        return readAt == null
                ? null
                : Util.getTimeSpanString(
                        Math.max(0, Duration.between(readAt, Instant.now()).toMillis()));
    }

    /** Returns why the images of profiles could not be read; read by the view. */
    public List<String> getImageFailures() {
        return ImageInventory.get().reading().failures();
    }

    /** Returns what was done in the background lately, newest first; read by the view. */
    public List<BackgroundRow> getBackgroundWork() {
        return BackgroundLog.get().newestFirst().stream()
                .map(BackgroundRow::new)
                .toList();
    }

    @POST
    public HttpResponse doRemoveImage(@QueryParameter(required = true) String id) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        try {
            ImageInventory.get().removeSoon(id);
        } catch (BadInputException e) {
            throw HttpResponses.error(HttpServletResponse.SC_NOT_FOUND, e.getMessage());
        }
        return new HttpRedirect(".");
    }

    @POST
    public HttpResponse doTakeDown(@QueryParameter(required = true) String name) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        SwarmTeardown.get().takeDownSoon(SwarmName.checked(name), TeardownCause.currentUser());
        return new HttpRedirect(".");
    }
}
