package io.jenkins.plugins.locustswarm.config.secret;

import com.cloudbees.jenkins.plugins.awscredentials.AmazonWebServicesCredentials;
import com.cloudbees.jenkins.plugins.sshcredentials.SSHUserPrivateKey;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import hudson.Util;
import hudson.security.ACL;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import java.util.List;
import jenkins.model.Jenkins;

/** A field of the global configuration that holds the id of credentials. */
public enum CredentialsField {
    /** For AWS. */
    AWS(AmazonWebServicesCredentials.class, AwsLogin.KIND),
    /** A user and a private key. */
    SSH(SSHUserPrivateKey.class, SshLogin.KIND);

    private final Class<? extends StandardCredentials> type;
    private final String kind;

    CredentialsField(Class<? extends StandardCredentials> type, String kind) {
        this.type = type;
        this.kind = kind;
    }

    /** What can be chosen; for those who may not configure Jenkins, only what is chosen already. */
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
     * Whether there are such credentials. Those of a folder are found only in a build, so a warning says that they are
     * not here.
     */
    public FormValidation check(String value) {
        String id = Util.fixEmptyAndTrim(value);
        if (id == null) {
            return FormValidation.ok();
        }
        try {
            BuildCredentials.of(Jenkins.get()).find(id, type, kind);
            return FormValidation.ok();
        } catch (BadInputException e) {
            return FormValidation.warning(Messages.CredentialsField_NotHere(kind, id));
        }
    }
}
