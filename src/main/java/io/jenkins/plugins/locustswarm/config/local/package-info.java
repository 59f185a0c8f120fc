/**
 * Local machines: processes on the node that runs the build.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.config.local;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
