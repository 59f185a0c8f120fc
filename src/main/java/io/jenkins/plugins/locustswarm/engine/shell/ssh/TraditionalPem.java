package io.jenkins.plugins.locustswarm.engine.shell.ssh;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Decrypts private keys in OpenSSL's traditional PEM format, whose headers RFC 1421 describes. sshj leaves that to
 * BouncyCastle, which the command does not have: opening its jar files takes longer than a short command.
 */
final class TraditionalPem {

    private static final String ENCRYPTED = "\nProc-Type: 4,ENCRYPTED\n";
    private static final Pattern DEK_INFO =
            Pattern.compile("\nDEK-Info: (AES-128|AES-192|AES-256|DES-EDE3)-CBC,(\\w+)\n");
    private static final int SALT_LENGTH = 8;

    private TraditionalPem() {}

    static boolean isEncrypted(String key) {
        return key.contains(ENCRYPTED);
    }

    /**
     * Returns the same key unencrypted.
     *
     * @param key for which {@link #isEncrypted} is true
     * @param passphrase called once, after the format of the key was found intact
     * @throws GeneralSecurityException if the passphrase is wrong or the cipher is not supported
     * @throws IllegalArgumentException if the key is damaged
     */
    static String decrypt(String key, Supplier<String> passphrase) throws GeneralSecurityException {
        Matcher info = DEK_INFO.matcher(key);
        if (!info.find()) {
            throw new NoSuchAlgorithmException("unsupported cipher");
        }
        int body = key.indexOf("\n\n");
        int end = key.indexOf("\n-----END ");
        if (body < 0 || end < body) {
            throw new IllegalArgumentException("incomplete key");
        }
        byte[] iv = HexFormat.of().parseHex(info.group(2));
        byte[] encrypted = Base64.getDecoder().decode(key.substring(body, end).replace("\n", ""));
        byte[] decrypted = cipher(info.group(1), iv, passphrase.get()).doFinal(encrypted);
        String begin = key.substring(0, key.indexOf('\n') + 1);
        return begin
                + Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(decrypted)
                + key.substring(end);
    }

    private static Cipher cipher(String name, byte[] iv, String passphrase) throws GeneralSecurityException {
        boolean aes = name.startsWith("AES-");
        int length = aes ? Integer.parseInt(name.substring("AES-".length())) / Byte.SIZE : 24;
        String algorithm = aes ? "AES" : "DESede";
        byte[] secret = secret(passphrase.getBytes(UTF_8), Arrays.copyOf(iv, SALT_LENGTH), length);
        Cipher cipher = Cipher.getInstance(algorithm + "/CBC/PKCS5Padding");
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(secret, algorithm), new IvParameterSpec(iv));
        return cipher;
    }

    /** Derives a key as OpenSSL's EVP_BytesToKey does with MD5 and one iteration. */
    private static byte[] secret(byte[] passphrase, byte[] salt, int length) throws NoSuchAlgorithmException {
        MessageDigest md5 = MessageDigest.getInstance("MD5");
        ByteArrayOutputStream secret = new ByteArrayOutputStream();
        byte[] previous = {};
        while (secret.size() < length) {
            md5.update(previous);
            md5.update(passphrase);
            previous = md5.digest(salt);
            secret.writeBytes(previous);
        }
        return Arrays.copyOf(secret.toByteArray(), length);
    }
}
