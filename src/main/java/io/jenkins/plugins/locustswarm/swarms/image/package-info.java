/**
 * Images of the machines of profiles: making one in the background, and the list of those that exist.
 *
 * <p>Start reading at {@code BackgroundImageMaker}. May use {@code swarms}, config and the engine.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.swarms.image;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
