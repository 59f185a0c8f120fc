package io.jenkins.plugins.locustswarm.config;

import hudson.Extension;
import hudson.Util;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.locustswarm.config.SwarmMachines.SwarmMachinesDescriptor;
import io.jenkins.plugins.locustswarm.config.secret.BuildCredentials;
import io.jenkins.plugins.locustswarm.config.secret.CredentialsField;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.failure.SwarmException;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Cidr;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Settings;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Spread;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The form of {@link Ec2Machines}. */
@Extension
@Symbol("ec2")
public final class Ec2MachinesDescriptor extends SwarmMachinesDescriptor {

    public Ec2MachinesDescriptor() {
        super(Ec2Machines.class);
    }

    @Override
    public String getDisplayName() {
        return Messages.Ec2Machines_DisplayName();
    }

    /** Read by the form. */
    public String getDefaultImage() {
        return Ec2Settings.DEFAULT_IMAGE;
    }

    @POST
    public ListBoxModel doFillCredentialsIdItems(@QueryParameter String credentialsId) {
        return CredentialsField.AWS.items(credentialsId);
    }

    @POST
    public ListBoxModel doFillSshCredentialsIdItems(@QueryParameter String sshCredentialsId) {
        return CredentialsField.SSH.items(sshCredentialsId);
    }

    @POST
    public ListBoxModel doFillSpreadItems() {
        ListBoxModel items = new ListBoxModel();
        items.add(Messages.Ec2Machines_SpreadNone(), Spread.NONE.text());
        items.add(Messages.Ec2Machines_SpreadZones(), Spread.ZONES.text());
        items.add(Messages.Ec2Machines_SpreadZonesAndTypes(), Spread.ZONES_AND_TYPES.text());
        return items;
    }

    @POST
    public FormValidation doCheckCredentialsId(
            @QueryParameter String value, @QueryParameter boolean useControllerCredentials) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        boolean chosen = Util.fixEmptyAndTrim(value) != null;
        return chosen == useControllerCredentials
                ? FormValidation.error(Messages.Ec2Machines_Credentials())
                : CredentialsField.AWS.check(value);
    }

    @POST
    public FormValidation doCheckSshCredentialsId(@QueryParameter String value, @QueryParameter String keyName) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        boolean chosen = Util.fixEmptyAndTrim(value) != null;
        return chosen != (Util.fixEmptyAndTrim(keyName) != null)
                ? FormValidation.error(Messages.Ec2Machines_KeyPair())
                : CredentialsField.SSH.check(value);
    }

    @POST
    public FormValidation doCheckRegion(@QueryParameter String value) {
        return check(machines -> machines.setRegion(value));
    }

    @POST
    public FormValidation doCheckRoleArn(@QueryParameter String value) {
        return check(machines -> {
            machines.setUseControllerCredentials(true);
            machines.setRoleArn(value);
            machines.account(BuildCredentials.of(Jenkins.get())); // checks the ARN
        });
    }

    @POST
    public FormValidation doCheckImage(@QueryParameter String value) {
        return check(machines -> machines.setImage(value));
    }

    @POST
    public FormValidation doCheckUser(@QueryParameter String value) {
        return check(machines -> machines.setUser(value));
    }

    @POST
    public FormValidation doCheckInstanceTypes(@QueryParameter String value) {
        return check(machines -> machines.setInstanceTypes(value));
    }

    @POST
    public FormValidation doCheckSubnetIds(@QueryParameter String value) {
        return check(machines -> machines.setSubnetIds(value));
    }

    @POST
    public FormValidation doCheckAllowedCidrs(@QueryParameter String value) {
        FormValidation checked = check(machines -> machines.setAllowedCidrs(value));
        return checked.kind == FormValidation.Kind.OK
                        && Ec2Fields.list(value).stream().anyMatch(Cidr::containsEveryAddress)
                ? FormValidation.warning(Messages.Ec2Machines_OpenToEveryone())
                : checked;
    }

    @POST
    public FormValidation doCheckInstanceProfile(@QueryParameter String value) {
        return check(machines -> machines.setInstanceProfile(value));
    }

    @POST
    public FormValidation doCheckKeyName(@QueryParameter String value) {
        return check(machines -> machines.setKeyName(value));
    }

    @POST
    public FormValidation doCheckRootVolumeGib(@QueryParameter String value) {
        return checkNumber(value, Ec2Machines::setRootVolumeGib);
    }

    @POST
    public FormValidation doCheckBootDeadline(@QueryParameter String value) {
        return checkNumber(value, Ec2Machines::setBootDeadline);
    }

    private static FormValidation checkNumber(String value, BiConsumer<Ec2Machines, Integer> field) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        String text = Util.fixEmptyAndTrim(value);
        if (text != null && !text.matches("\\d{1,6}")) {
            return FormValidation.error(Messages.Ec2Machines_Number());
        }
        return check(machines -> field.accept(machines, text == null ? null : Integer.valueOf(text)));
    }

    @POST
    public FormValidation doCheckImageMaxAge(@QueryParameter String value) {
        return checkNumber(value, Ec2Machines::setImageMaxAge);
    }

    @POST
    public FormValidation doCheckEndpointUrl(@QueryParameter String value) {
        return check(machines -> machines.setEndpointUrl(value));
    }

    @POST
    public FormValidation doCheckPricePerHour(@QueryParameter String value) {
        return check(machines -> machines.setPricePerHour(value));
    }

    private static FormValidation check(Consumer<Ec2Machines> field) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        Ec2Machines machines = new Ec2Machines();
        try {
            field.accept(machines);
            machines.settings();
            return FormValidation.ok();
        } catch (BadInputException e) {
            return FormValidation.error(Ec2Fields.labelled(e.getMessage()));
        }
    }

    /**
     * Begins to make an image for the machines of a profile as it is saved.
     *
     * @param name of the profile
     */
    @POST
    public FormValidation doMakeImage(@QueryParameter String name) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        try {
            SwarmProfile profile = LocustSwarmConfiguration.get().getProfiles().stream()
                    .filter(saved -> saved.getName().equals(Util.fixNull(name).strip()))
                    .findFirst()
                    .orElseThrow(() -> new BadInputException(Messages.Ec2Machines_SaveFirst()));
            ImageMaker.get().makeSoon(profile);
            return FormValidation.ok(Messages.Ec2Machines_ImageBegun(profile.getName()));
        } catch (SwarmException e) {
            return FormValidation.error(Ec2Fields.labelled(e.getMessage()));
        }
    }

    /** Lists the swarms in EC2, which needs correct credentials, region and endpoint. */
    @POST
    public FormValidation doTestConnection(
            @QueryParameter String credentialsId,
            @QueryParameter boolean useControllerCredentials,
            @QueryParameter String roleArn,
            @QueryParameter String region,
            @QueryParameter String endpointUrl)
            throws InterruptedException {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        FormValidation scope = CredentialsField.AWS.checkScope(credentialsId);
        if (scope.kind != FormValidation.Kind.OK) {
            return scope;
        }
        Ec2Machines machines = new Ec2Machines();
        machines.setCredentialsId(credentialsId);
        machines.setUseControllerCredentials(useControllerCredentials);
        machines.setRoleArn(roleArn);
        machines.setRegion(region);
        machines.setEndpointUrl(endpointUrl);
        try {
            int swarms = Ec2Swarms.count(machines.settings(), machines.account(BuildCredentials.of(Jenkins.get())));
            return FormValidation.ok(Messages.Ec2Machines_Connected(machines.getRegion(), swarms));
        } catch (SwarmException e) {
            return FormValidation.error(Ec2Fields.labelled(e.getMessage()));
        }
    }
}
