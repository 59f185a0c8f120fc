package io.jenkins.plugins.locustswarm.engine.shell.ssh;

import com.hierynomus.sshj.key.KeyAlgorithms;
import com.hierynomus.sshj.transport.cipher.BlockCiphers;
import com.hierynomus.sshj.transport.cipher.ChachaPolyCiphers;
import com.hierynomus.sshj.transport.cipher.GcmCiphers;
import com.hierynomus.sshj.transport.mac.Macs;
import java.util.List;
import net.schmizz.sshj.Config;
import net.schmizz.sshj.DefaultSecurityProviderConfig;

/**
 * The algorithms to offer: those of sshj that OpenSSH 7.4 (2016) and later offers by default. The fastest in the JDK
 * come first: AES-CTR with HMAC takes a third of the time of AES-GCM. ECDSA host keys come last, so that a host with
 * several host keys shows the same one to every version of this engine.
 */
final class SshAlgorithms {

    /** Built once, since probing the ciphers takes longer than a handshake; sshj only reads it. */
    static final Config CONFIG = config();

    private SshAlgorithms() {}

    private static Config config() {
        SshSecurity.use();
        DefaultSecurityProviderConfig config = new DefaultSecurityProviderConfig();
        config.setKeyAlgorithms(List.of(
                KeyAlgorithms.EdDSA25519(),
                KeyAlgorithms.RSASHA512(),
                KeyAlgorithms.RSASHA256(),
                KeyAlgorithms.ECDSASHANistp256(),
                KeyAlgorithms.ECDSASHANistp384(),
                KeyAlgorithms.ECDSASHANistp521()));
        config.setCipherFactories(List.of(
                BlockCiphers.AES128CTR(),
                BlockCiphers.AES256CTR(),
                GcmCiphers.AES128GCM(),
                GcmCiphers.AES256GCM(),
                ChachaPolyCiphers.CHACHA_POLY_OPENSSH()));
        config.setMACFactories(
                List.of(Macs.HMACSHA2256Etm(), Macs.HMACSHA2512Etm(), Macs.HMACSHA2256(), Macs.HMACSHA2512()));
        config.setLoggerFactory(new DebugLoggers());
        return config;
    }
}
