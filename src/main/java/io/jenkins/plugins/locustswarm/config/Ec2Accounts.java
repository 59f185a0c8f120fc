package io.jenkins.plugins.locustswarm.config;

import io.jenkins.plugins.locustswarm.config.secret.AwsLogin;
import io.jenkins.plugins.locustswarm.config.secret.BuildCredentials;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Ec2Access;
import java.util.List;

/** Selects the AWS accounts of a profile, by credentials or by the identity of the controller. */
final class Ec2Accounts {

    private Ec2Accounts() {}

    /** @throws BadInputException if the profile names no identity or two, or the credentials cannot be used */
    static Ec2Access in(BuildCredentials place, MachinesInAccount machines) {
        return inAll(List.of(place), machines).get(0);
    }

    /**
     * Returns an account for each of the different credentials that the profile's id stands for in these places.
     *
     * @throws BadInputException as {@link #in} does
     */
    static List<Ec2Access> inAll(List<BuildCredentials> places, MachinesInAccount machines) {
        String credentialsId = machines.getCredentialsId();
        if (machines.isUseControllerCredentials() == !credentialsId.isEmpty()) {
            throw new BadInputException(Messages.Ec2Machines_Credentials());
        }
        List<Ec2Access> accounts =
                credentialsId.isEmpty() ? List.of(AwsLogin.ofController()) : AwsLogin.with(credentialsId, places);
        String roleArn = machines.getRoleArn();
        return roleArn.isEmpty()
                ? accounts
                : accounts.stream().map(account -> account.withRole(roleArn)).toList();
    }
}
