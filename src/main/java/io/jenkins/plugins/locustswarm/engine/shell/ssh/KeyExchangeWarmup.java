package io.jenkins.plugins.locustswarm.engine.shell.ssh;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Runs the cryptography of a connection to OpenSSH once with throwaway keys. The first time takes a tenth of a second,
 * until the JDK has compiled its curves; later ones take a twentieth of that. Worth doing while a process waits anyway.
 */
final class KeyExchangeWarmup {

    private KeyExchangeWarmup() {}

    /** @throws GeneralSecurityException if the JDK lacks an algorithm; connections that need it will fail with an error */
    static void run() throws GeneralSecurityException {
        byte[] secret = agree();
        byte[] signed = sign(secret);
        byte[] key = Arrays.copyOf(secret, 16);
        Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(key));
        cipher.doFinal(secret);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret, "HmacSHA256"));
        mac.doFinal(signed);
    }

    private static byte[] agree() throws GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance("X25519").generateKeyPair();
        KeyAgreement agreement = KeyAgreement.getInstance("X25519");
        agreement.init(pair.getPrivate());
        agreement.doPhase(pair.getPublic(), true);
        return agreement.generateSecret();
    }

    private static byte[] sign(byte[] message) throws GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(pair.getPrivate());
        signature.update(message);
        byte[] signed = signature.sign();
        signature.initVerify(pair.getPublic());
        signature.update(message);
        signature.verify(signed);
        return signed;
    }
}
