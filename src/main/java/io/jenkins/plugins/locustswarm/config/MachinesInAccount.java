package io.jenkins.plugins.locustswarm.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import io.jenkins.plugins.locustswarm.config.secret.BuildCredentials;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Ec2Access;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Settings;
import org.kohsuke.stapler.DataBoundSetter;

/** Machines in a region of an AWS account, and the identity that may use it. */
public abstract class MachinesInAccount extends MachinesWithImages {

    private String credentialsId = "";
    private boolean useControllerCredentials;
    private String roleArn = "";
    private String region = Ec2Settings.DEFAULT_REGION;
    private String endpointUrl = "";

    /** @throws BadInputException if the credentials cannot be used */
    Ec2Access account(BuildCredentials place) {
        return Ec2Accounts.in(place, this);
    }

    /** The id of AWS credentials; empty with {@link #isUseControllerCredentials()}. */
    public String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(@CheckForNull String value) {
        credentialsId = Util.fixNull(value).strip();
    }

    /** Whether to use the AWS SDK's default credentials on the controller: environment variables, files, instance role. */
    public boolean isUseControllerCredentials() {
        return useControllerCredentials;
    }

    @DataBoundSetter
    public void setUseControllerCredentials(boolean value) {
        useControllerCredentials = value;
    }

    /** The ARN of a role to assume; empty for none. */
    public String getRoleArn() {
        return roleArn;
    }

    @DataBoundSetter
    public void setRoleArn(@CheckForNull String value) {
        roleArn = Util.fixNull(value).strip();
    }

    public String getRegion() {
        return region;
    }

    @DataBoundSetter
    public void setRegion(@CheckForNull String value) {
        region = Ec2Fields.orDefault(value, Ec2Settings.DEFAULT_REGION);
    }

    /** The URL of the EC2 API; empty for the AWS endpoint of the region. */
    public String getEndpointUrl() {
        return endpointUrl;
    }

    @DataBoundSetter
    public void setEndpointUrl(@CheckForNull String value) {
        endpointUrl = Util.fixNull(value).strip();
    }

    /** Fills in fields that a configuration of another version, or one written by hand, does not have. */
    final void fillInAccount() {
        setCredentialsId(credentialsId);
        setRoleArn(roleArn);
        setRegion(region);
        setEndpointUrl(endpointUrl);
    }
}
