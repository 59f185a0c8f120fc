package io.jenkins.plugins.locustswarm.config;

import hudson.ExtensionList;
import hudson.ExtensionPoint;

/** Makes images of the machines of a profile. The configuration form calls it, and a higher layer implements it. */
public interface ImageMaker extends ExtensionPoint {

    static ImageMaker get() {
        return ExtensionList.lookupFirst(ImageMaker.class);
    }

    /**
     * Begins to make an image with the requirements of the newest swarm of the profile, and returns. The management page
     * shows the result.
     *
     * @throws io.jenkins.plugins.locustswarm.engine.failure.BadInputException if the profile is invalid, or an image of it is
     *     being made already
     */
    void makeSoon(SwarmProfile profile);
}
