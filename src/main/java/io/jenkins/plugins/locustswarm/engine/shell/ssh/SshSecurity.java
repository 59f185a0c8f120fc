package io.jenkins.plugins.locustswarm.engine.shell.ssh;

import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Security;
import net.schmizz.sshj.common.SecurityUtils;

/**
 * Makes sshj use the JDK's security providers. On its own it would register BouncyCastle where it finds it, as in
 * Jenkins, and use it for everything: that takes longer than a connection, and its ciphers are slower than the JDK's.
 *
 * <p>sshj asks for elliptic curve keys by the name {@code ECDSA}, which the JDK calls {@code EC}. If no provider has
 * that name (Jenkins' bouncycastle-api registers one that does), a provider with nothing but that name is registered.
 */
final class SshSecurity {

    static {
        SecurityUtils.setRegisterBouncyCastle(false);
        if (Security.getProviders("KeyFactory.ECDSA") == null) {
            Security.addProvider(new EcdsaName());
        }
    }

    private SshSecurity() {}

    /** Takes effect once in a JVM. Comes before anything of sshj that reads a key. */
    static void use() {
        // the static initializer does it
    }

    /** The JDK's key factory for elliptic curves under the name {@code ECDSA}. */
    private static final class EcdsaName extends Provider {

        private static final long serialVersionUID = 1L;

        private EcdsaName() {
            super("LocustSwarm", "1", "ECDSA as a name for the key factory EC");
            Service curves = curves();
            putService(new Service(this, "KeyFactory", "ECDSA", curves.getClassName(), null, null) {
                @Override
                public Object newInstance(Object parameter) throws NoSuchAlgorithmException {
                    return curves.newInstance(parameter);
                }
            });
        }

        private static Service curves() {
            try {
                return KeyFactory.getInstance("EC").getProvider().getService("KeyFactory", "EC");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("Every Java platform since 7 has EC", e);
            }
        }
    }
}
