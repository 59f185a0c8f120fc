package io.jenkins.plugins.locustswarm.engine.files;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.failure.FileErrorText;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.eclipse.jgit.ignore.IgnoreNode;

/**
 * The rules of one ignore file. Only this class uses JGit: its library is signed, and Java takes a tenth of a second to
 * verify it, which a test without ignore files does not need.
 */
final class IgnoreRules {

    /** The byte order mark, with which editors on Windows begin a file. Git skips it. */
    private static final byte[] BOM = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final IgnoreNode rules;

    private IgnoreRules(IgnoreNode rules) {
        this.rules = rules;
    }

    /** @throws BadInputException if the file cannot be read */
    static IgnoreRules read(Path file) {
        IgnoreNode rules = new IgnoreNode();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            in.mark(BOM.length);
            if (!Arrays.equals(in.readNBytes(BOM.length), BOM)) {
                in.reset();
            }
            rules.parse(in);
        } catch (IOException e) {
            throw new BadInputException("The file " + file + " cannot be read: " + FileErrorText.of(e) + ".", e);
        }
        return new IgnoreRules(rules);
    }

    /**
     * Returns whether the rules exclude a file or folder, or nothing if none of them matches.
     *
     * @param path relative to the folder of the ignore file
     */
    Optional<Boolean> decide(String path, boolean isFolder) {
        return Optional.ofNullable(rules.checkIgnored(path, isFolder));
    }
}
