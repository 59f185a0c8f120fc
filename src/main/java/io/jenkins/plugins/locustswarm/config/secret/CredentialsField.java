package io.jenkins.plugins.locustswarm.config.secret;

import com.cloudbees.jenkins.plugins.awscredentials.AmazonWebServicesCredentials;
import com.cloudbees.jenkins.plugins.sshcredentials.SSHUserPrivateKey;
import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import hudson.security.ACL;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Fills and checks a form field that holds the id of credentials. */
@Restricted(NoExternalUse.class)
public enum CredentialsField {
    /** AWS credentials. */
    AWS(AmazonWebServicesCredentials.class, Messages::CredentialsField_NoAwsCredentials),
    /** A user name and a private key. */
    SSH(SSHUserPrivateKey.class, Messages::CredentialsField_NoSshCredentials);

    private final Class<? extends StandardCredentials> type;
    private final Function<Object, String> absent;

    CredentialsField(Class<? extends StandardCredentials> type, Function<Object, String> absent) {
        this.type = type;
        this.absent = absent;
    }

    /** Returns the credentials to choose from; only the current value without permission to configure Jenkins. */
    public ListBoxModel items(String value) {
        StandardListBoxModel items = new StandardListBoxModel();
        if (!Jenkins.get().hasPermission(Jenkins.ADMINISTER)) {
            return items.includeCurrentValue(value);
        }
        return items.includeEmptyValue()
                .includeMatchingAs(ACL.SYSTEM2, Jenkins.get(), type, List.of(), each -> !isForSystemOnly(each))
                .includeCurrentValue(value);
    }

    /** The scope keeps credentials of the system store from all jobs. */
    private static boolean isForSystemOnly(Credentials credentials) {
        return credentials.getScope() == CredentialsScope.SYSTEM;
    }

    /**
     * Warns if the system store has no such credentials that jobs may use. This is not an error: a build may find them in
     * its folder.
     */
    public FormValidation check(@CheckForNull String value) {
        String id = Util.fixEmptyAndTrim(value);
        return id == null
                ? FormValidation.ok()
                : find(id).map(found -> checkScope(id, found))
                        .orElseGet(() -> FormValidation.warning(absent.apply(id)));
    }

    /** Warns of credentials that can be used here, but not by builds. */
    public FormValidation checkScope(@CheckForNull String value) {
        String id = Util.fixEmptyAndTrim(value);
        return id == null
                ? FormValidation.ok()
                : find(id).map(found -> checkScope(id, found)).orElseGet(FormValidation::ok);
    }

    private static FormValidation checkScope(String id, Credentials found) {
        return isForSystemOnly(found)
                ? FormValidation.warning(Messages.CredentialsField_SystemScope(id))
                : FormValidation.ok();
    }

    private Optional<? extends StandardCredentials> find(String id) {
        return BuildCredentials.of(Jenkins.get()).lookUp(id, type);
    }
}
