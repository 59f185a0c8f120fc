package io.jenkins.plugins.locustswarm.engine.shell.ssh;

import com.hierynomus.sshj.key.KeyAlgorithms;
import com.hierynomus.sshj.transport.cipher.BlockCiphers;
import com.hierynomus.sshj.transport.cipher.ChachaPolyCiphers;
import com.hierynomus.sshj.transport.cipher.GcmCiphers;
import com.hierynomus.sshj.transport.mac.Macs;
import java.util.List;
import net.schmizz.keepalive.KeepAliveProvider;
import net.schmizz.sshj.Config;
import net.schmizz.sshj.DefaultSecurityProviderConfig;

/**
 * The algorithms to speak: those of sshj that OpenSSH 7.4 (2016) and later offers by default, the ones first that the
 * JDK does fastest: it needs a third of the time for AES-CTR with HMAC that it needs for AES-GCM. The JDK's own security
 * providers are used, and none is registered, so that nothing changes for others in the same JVM. That leaves ECDSA keys
 * out: sshj asks for a key factory by a name that the JDK does not know.
 */
final class SshAlgorithms {

    /** Built once: probing ciphers takes longer than a handshake. sshj only reads it. */
    static final Config CONFIG = config();

    private SshAlgorithms() {}

    private static Config config() {
        DefaultSecurityProviderConfig config = new DefaultSecurityProviderConfig();
        config.setKeyAlgorithms(
                List.of(KeyAlgorithms.EdDSA25519(), KeyAlgorithms.RSASHA512(), KeyAlgorithms.RSASHA256()));
        config.setCipherFactories(List.of(
                BlockCiphers.AES128CTR(),
                BlockCiphers.AES256CTR(),
                GcmCiphers.AES128GCM(),
                GcmCiphers.AES256GCM(),
                ChachaPolyCiphers.CHACHA_POLY_OPENSSH()));
        config.setMACFactories(
                List.of(Macs.HMACSHA2256Etm(), Macs.HMACSHA2512Etm(), Macs.HMACSHA2256(), Macs.HMACSHA2512()));
        config.setKeepAliveProvider(KeepAliveProvider.KEEP_ALIVE);
        return config;
    }
}
