package io.jenkins.plugins.locustswarm.engine.shell.ssh;

import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.userauth.UserAuthException;
import net.schmizz.sshj.userauth.keyprovider.KeyProvider;
import net.schmizz.sshj.userauth.method.KeyedAuthMethod;

/**
 * Logs in with the one key there is, without sshj's question whether the machine would take it: that is a round trip and
 * another look into authorized_keys for each connection.
 */
final class SignedLogin extends KeyedAuthMethod {

    SignedLogin(KeyProvider key) {
        super("publickey", key);
    }

    /** As RFC 4252, section 7, has it. */
    @Override
    protected SSHPacket buildReq() throws UserAuthException {
        SSHPacket request = super.buildReq();
        request.putBoolean(true);
        return putSig(putPubKey(request));
    }
}
