package io.jenkins.plugins.locustswarm.config.secret;

import com.cloudbees.jenkins.plugins.awscredentials.AmazonWebServicesCredentials;
import com.cloudbees.jenkins.plugins.sshcredentials.SSHUserPrivateKey;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import hudson.security.ACL;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import java.util.List;
import java.util.function.Function;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Fills and checks a form field that holds the id of credentials. */
@Restricted(NoExternalUse.class)
public enum CredentialsField {
    /** AWS credentials. */
    AWS(AmazonWebServicesCredentials.class, AwsLogin.KIND, Messages::CredentialsField_NoAwsCredentials),
    /** A user name and a private key. */
    SSH(SSHUserPrivateKey.class, SshLogin.KIND, Messages::CredentialsField_NoSshCredentials);

    private final Class<? extends StandardCredentials> type;
    private final String kind;
    private final Function<Object, String> absent;

    CredentialsField(Class<? extends StandardCredentials> type, String kind, Function<Object, String> absent) {
        this.type = type;
        this.kind = kind;
        this.absent = absent;
    }

    /** Returns the credentials to choose from; only the current value without permission to configure Jenkins. */
    public ListBoxModel items(String value) {
        StandardListBoxModel items = new StandardListBoxModel();
        if (!Jenkins.get().hasPermission(Jenkins.ADMINISTER)) {
            return items.includeCurrentValue(value);
        }
        return items.includeEmptyValue()
                .includeMatchingAs(ACL.SYSTEM2, Jenkins.get(), type, List.of(), each -> true)
                .includeCurrentValue(value);
    }

    /**
     * Warns if the system store has no such credentials. This is not an error: a build may find them in its folder.
     */
    public FormValidation check(@CheckForNull String value) {
        String id = Util.fixEmptyAndTrim(value);
        if (id == null) {
            return FormValidation.ok();
        }
        try {
            BuildCredentials.of(Jenkins.get()).find(id, type, kind);
            return FormValidation.ok();
        } catch (BadInputException e) {
            return FormValidation.warning(absent.apply(id));
        }
    }
}
