/**
 * Finds the files of a command: the locustfile, and the folder with it that machines get.
 *
 * <p>Start reading at {@link io.jenkins.plugins.locustswarm.cli.files.FileLookup}.
 *
 * <p>May use {@code cli.config} and the engine.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.cli.files;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
