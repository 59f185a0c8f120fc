package io.jenkins.plugins.locustswarm.engine.shell.ssh;

import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.userauth.UserAuthException;
import net.schmizz.sshj.userauth.keyprovider.KeyProvider;
import net.schmizz.sshj.userauth.method.KeyedAuthMethod;

/**
 * Logs in with a key without first asking whether the machine accepts it, as sshj does. That saves a round trip and a
 * search of authorized_keys for each connection.
 */
final class SignedLogin extends KeyedAuthMethod {

    SignedLogin(KeyProvider key) {
        super("publickey", key);
    }

    /** Builds the signed request of RFC 4252, section 7. */
    @Override
    protected SSHPacket buildReq() throws UserAuthException {
        SSHPacket request = super.buildReq();
        request.putBoolean(true);
        return putSig(putPubKey(request));
    }
}
