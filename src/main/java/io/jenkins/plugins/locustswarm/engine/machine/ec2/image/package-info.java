/**
 * Images (AMIs) of machines on which bootstrap.sh has run: making one, finding one for a launch, and removing those
 * that are too old or were not finished, with their snapshots.
 *
 * <p>Start reading at {@code ImageCreation} and {@code Ec2Images}. May use {@code ec2.launch}, {@code ec2.api},
 * {@code ec2.settings}, {@code ec2.record}, {@code engine.machine}, {@code engine.record} and {@code engine.shell}. An
 * image is described by its tags alone, so that no record of it can be lost.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.engine.machine.ec2.image;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
