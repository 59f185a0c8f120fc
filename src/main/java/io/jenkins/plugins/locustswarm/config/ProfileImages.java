package io.jenkins.plugins.locustswarm.config;

import io.jenkins.plugins.locustswarm.config.secret.BuildCredentials;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.image.Ec2Images;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.image.ImageCreation;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.image.SwarmImage;
import io.jenkins.plugins.locustswarm.engine.record.Installation;
import java.util.ArrayList;
import java.util.List;
import jenkins.model.Jenkins;

/** The images of the machines of a profile. Credentials are those of the system store. */
public final class ProfileImages {

    private final Ec2Machines machines;

    private ProfileImages(Ec2Machines machines) {
        this.machines = machines;
    }

    /** @throws BadInputException if the machines of the profile are not on EC2 */
    public static ProfileImages of(SwarmProfile profile) {
        if (profile.getMachines() instanceof Ec2Machines machines) {
            return new ProfileImages(machines);
        }
        throw new BadInputException(Messages.ProfileImages_NotOnEc2(profile.getName()));
    }

    public static boolean isPossible(SwarmProfile profile) {
        return profile.getMachines() instanceof Ec2Machines;
    }

    /**
     * Returns the images of this controller in the region of the profile, the newest first.
     *
     * @throws io.jenkins.plugins.locustswarm.engine.failure.SwarmException if EC2 does not tell
     */
    public List<SwarmImage> list() throws InterruptedException {
        Installation own = Installation.of(LocustSwarmConfiguration.get().controllerIds(), List::of);
        try (Ec2Images images = open()) {
            List<SwarmImage> all = new ArrayList<>(images.read());
            all.removeIf(image -> !image.isOf(own));
            return all;
        }
    }

    /** Opens the images of the region; the caller closes them. */
    public Ec2Images open() {
        return new Ec2Images(machines.settings(), machines.account(BuildCredentials.of(Jenkins.get())));
    }

    /** Returns these machines for a swarm from which an image is made. */
    public SwarmMachines machines() {
        Ec2Machines copy = (Ec2Machines) Jenkins.XSTREAM2.fromXML(Jenkins.XSTREAM2.toXML(machines));
        copy.setSpot(false);
        copy.setUseImages(false);
        return copy;
    }

    /** Opens the creation of an image; the caller closes it. */
    public ImageCreation creation() {
        return new ImageCreation(
                ImageCreation.settings(machines.settings()), machines.account(BuildCredentials.of(Jenkins.get())));
    }
}
