package io.jenkins.plugins.locustswarm.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.reader.CsvReader;
import io.jenkins.plugins.locustswarm.cli.home.Home;
import io.jenkins.plugins.locustswarm.cli.process.ExitCode;
import io.jenkins.plugins.locustswarm.cli.process.Interrupts;
import io.jenkins.plugins.locustswarm.cli.terminal.Terminal;
import io.jenkins.plugins.locustswarm.engine.record.RecordJson;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.engine.shell.ssh.SshShell;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import net.schmizz.sshj.SSHClient;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.io.FileUtils;

/**
 * Loads the classes that the command needs for a test on hosts and for its shortest subcommands: runs these, and a test
 * whose hosts do not exist, without output, and then loads the classes for what comes after connecting. {@code
 * ./locust-swarm} records them in a class data sharing archive, so that the command starts faster.
 */
final class ClassArchiveTraining {

    private static final String CONFIGURATION = """
            [swarm]
            provider = hosts
            [hosts]
            master = 127.0.0.1:1
            slaves = 127.0.0.1:2
            user = nobody
            key = key
            fingerprints = SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
            """;

    private static final List<List<String>> SHORT_COMMANDS = List.of(List.of("--help"), List.of("list"));
    private static final List<String> TEST = List.of("test", "-c", "hosts.cfg", "-f", "locustfile.py", "-t", "1s");

    private static final String LOCUSTFILE = """
            from locust import HttpUser


            class Nobody(HttpUser):
                host = "http://127.0.0.1:1"
            """;

    private ClassArchiveTraining() {}

    public static void main(String[] arguments) throws IOException, GeneralSecurityException, URISyntaxException {
        int code = runTest();
        if (code != ExitCode.FAILED) {
            throw new IllegalStateException("The test did not get as far as connecting to hosts: exit code " + code);
        }
        SshShell.prepare();
        SwarmRecord record = SwarmRecord.planned("none", "", "", "", Map.of(), Instant.EPOCH, Instant.EPOCH);
        RecordJson.read(RecordJson.write(record), "none");
        load(SshShell.class, "io/jenkins/plugins/locustswarm/");
        load(SSHClient.class, "net/schmizz/sshj/");
        load(SSHClient.class, "com/hierynomus/sshj/");
        load(TarArchiveOutputStream.class, "org/apache/commons/compress/archivers/tar/");
        writeTar();
        load(CsvReader.class, "de/siegmar/fastcsv/");
    }

    /** Returns the exit code of the test, which is {@link ExitCode#FAILED} if it went as far as connecting to hosts. */
    static int runTest() throws IOException, GeneralSecurityException {
        Path folder = Files.createTempDirectory("locust-swarm-training");
        try {
            Files.writeString(folder.resolve("hosts.cfg"), CONFIGURATION);
            Files.writeString(folder.resolve("key"), key());
            Path bootstrap = Files.createDirectory(folder.resolve("bootstrap"));
            Path script = Files.writeString(bootstrap.resolve("bootstrap.sh"), "");
            Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.writeString(bootstrap.resolve("locustfile.py"), LOCUSTFILE);
            SHORT_COMMANDS.forEach(command -> run(folder, command));
            return run(folder, TEST);
        } finally {
            FileUtils.deleteDirectory(folder.toFile());
        }
    }

    private static int run(Path folder, List<String> arguments) {
        PrintStream silence = new PrintStream(OutputStream.nullOutputStream(), false, UTF_8);
        Terminal terminal = new Terminal(silence, silence, false, 120, UTF_8);
        Map<String, String> environment =
                Map.of(Home.VARIABLE, folder.resolve("home").toString());
        return LocustSwarm.execute(environment, folder, terminal, new Interrupts(Thread.currentThread()), arguments);
    }

    /** Loads the classes of other libraries and packages that writing a tar file needs. */
    private static void writeTar() throws IOException {
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(OutputStream.nullOutputStream(), UTF_8.name())) {
            tar.putArchiveEntry(new TarArchiveEntry("empty"));
            tar.closeArchiveEntry();
        }
    }

    private static String key() throws GeneralSecurityException {
        byte[] key = KeyPairGenerator.getInstance("RSA")
                .generateKeyPair()
                .getPrivate()
                .getEncoded();
        return "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(key)
                + "\n-----END PRIVATE KEY-----\n";
    }

    /** Loads all classes of a library in a package and below, except for those whose own dependencies are missing. */
    private static void load(Class<?> classOfLibrary, String folder) throws IOException, URISyntaxException {
        Path library = Path.of(classOfLibrary
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (JarFile jar = new JarFile(library.toFile())) {
            for (JarEntry entry : Collections.list(jar.entries())) {
                String file = entry.getName();
                if (file.startsWith(folder) && file.endsWith(".class")) {
                    load(file.substring(0, file.length() - ".class".length()).replace('/', '.'));
                }
            }
        }
    }

    private static void load(String name) {
        try {
            Class.forName(name, false, ClassArchiveTraining.class.getClassLoader());
        } catch (ClassNotFoundException | NoClassDefFoundError e) {
            // needs an optional library, which the command does not use either
        }
    }
}
