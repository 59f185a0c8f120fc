/**
 * The pages in a real browser: a headless Chromium with a real Jenkins, whose content security policy is enforced as in
 * every test of the harness. Start reading at {@link io.jenkins.plugins.locustswarm.browser.PagesTest}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.browser;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
