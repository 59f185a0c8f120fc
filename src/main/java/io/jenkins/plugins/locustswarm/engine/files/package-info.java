/**
 * The files that every machine of a swarm gets: which files of a folder are sent, and their digests.
 *
 * <p>Start reading at {@link io.jenkins.plugins.locustswarm.engine.files.FolderSnapshot}.
 *
 * <p>Depends on {@code engine.failure} only.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.engine.files;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
