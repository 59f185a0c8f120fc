package io.jenkins.plugins.locustswarm.cli.home;

import static java.nio.charset.StandardCharsets.UTF_8;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Prevents two commands from changing the same thing, such as a swarm. The lock is on a file; the operating system
 * releases it when the process ends.
 */
public final class CommandLock implements AutoCloseable {

    private static final int MAX_NOTE_LENGTH = 1024;

    /** With seconds also at the full minute, unlike {@link LocalTime#toString}. */
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private final Path file;
    private final FileChannel channel;

    private CommandLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Acquires a lock.
     *
     * @param file the file to lock, in an existing folder
     * @param what start of the message "... is in use by ..."
     * @param command description of this command, for the message of another command that wants the lock
     * @throws InUseException if another command has the lock
     * @throws IOException if the file cannot be created or locked
     */
    public static CommandLock acquire(Path file, String what, String command) throws IOException {
        while (true) {
            CommandLock lock = tryAcquire(file, what);
            if (lock != null) {
                lock.write(command);
                return lock;
            }
        }
    }

    /** Returns nothing if the file was deleted, by the command that had the lock, while it was being locked. */
    @CheckForNull
    private static CommandLock tryAcquire(Path file, String what) throws IOException {
        FileChannel channel;
        Object before;
        try {
            createIfMissing(file);
            before = identity(file);
            channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (NoSuchFileException e) {
            return null;
        }
        if (!isLockedNow(channel)) {
            String holder = note(channel);
            channel.close();
            throw new InUseException(what, holder);
        }
        if (before != null && before.equals(identity(file))) {
            return new CommandLock(file, channel);
        }
        channel.close();
        return null;
    }

    private static void createIfMissing(Path file) throws IOException {
        try {
            Files.createFile(file);
        } catch (FileAlreadyExistsException e) {
            // by another command
        }
    }

    private static boolean isLockedNow(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false; // another thread of this process has it
        }
    }

    /**
     * Identifies the file that exists now. Does not open it: on POSIX systems, closing a file releases all locks that the
     * process has on it.
     */
    @CheckForNull
    private static Object identity(Path file) throws IOException {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /** Writes the note for the message of another command. Its failure does no harm, and a full disk must not keep machines. */
    private void write(String command) throws ClosedByInterruptException {
        String note = note(command, LocalTime.now());
        try {
            channel.truncate(0).write(ByteBuffer.wrap(note.getBytes(UTF_8)), 0);
        } catch (ClosedByInterruptException e) { // which releases the lock
            throw e;
        } catch (IOException e) {
            // "another command" then has the lock
        }
    }

    static String note(String command, LocalTime since) {
        return "\"" + command + "\" (process " + ProcessHandle.current().pid() + ", since " + TIME.format(since) + ")";
    }

    private static String note(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(MAX_NOTE_LENGTH);
        channel.read(bytes, 0);
        String note = new String(bytes.array(), 0, bytes.position(), UTF_8);
        return note.startsWith("\"") ? note : "another command";
    }

    /** Releases the lock. A file that cannot be deleted does no harm: the next command locks it. */
    @Override
    public void close() {
        try (channel) {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // closing the channel, or the end of the process, releases the lock
        }
    }
}
