/**
 * The management page that lists the swarms of this controller, images of machines, and recent background work.
 *
 * <p>Start reading at {@link io.jenkins.plugins.locustswarm.manage.LocustSwarmsManagementLink}. May use swarms and the
 * engine.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.manage;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
