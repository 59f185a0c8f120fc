/**
 * The management page that lists the swarms of this controller, and what the reapers did lately.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.manage;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
