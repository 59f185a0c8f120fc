package io.jenkins.plugins.locustswarm.cli.home;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;

/**
 * Keeps two commands from changing one thing at once, such as a swarm. It is a file that a process has locked: the
 * system unlocks it when the process dies.
 */
public final class CommandLock implements AutoCloseable {

    private static final int MAX_NOTE_LENGTH = 1024;

    private final Path file;
    private final FileChannel channel;

    private CommandLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Takes the lock.
     *
     * @param file in a folder that is there
     * @param what is locked, as a sentence about it begins
     * @param command what to say of this one to another command that comes meanwhile
     * @throws BadInputException when another command has it
     * @throws IOException when the file cannot be made or locked
     */
    public static CommandLock take(Path file, String what, String command) throws IOException {
        while (true) {
            CommandLock lock = tryTake(file, what);
            if (lock != null) {
                lock.write(command);
                return lock;
            }
        }
    }

    /** Null when the file was deleted, by the command that had the lock, while it was being locked. */
    private static CommandLock tryTake(Path file, String what) throws IOException {
        FileChannel channel;
        Object before;
        try {
            makeSure(file);
            before = identity(file);
            channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (NoSuchFileException e) {
            return null;
        }
        if (!isLockedNow(channel)) {
            String holder = note(channel);
            channel.close();
            throw new BadInputException(what + " is in use by " + holder + ". Wait until that has ended, or end it.");
        }
        if (before != null && before.equals(identity(file))) {
            return new CommandLock(file, channel);
        }
        channel.close();
        return null;
    }

    private static void makeSure(Path file) throws IOException {
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
     * Which file is there now; null for none. It must not be opened for that: closing it would give the lock back, for
     * the system keeps locks by process and file.
     */
    private static Object identity(Path file) throws IOException {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private void write(String command) throws IOException {
        String note = "\"" + command + "\" (process " + ProcessHandle.current().pid() + ", since "
                + LocalTime.now().truncatedTo(ChronoUnit.SECONDS) + ")";
        channel.truncate(0).write(ByteBuffer.wrap(note.getBytes(UTF_8)), 0);
    }

    private static String note(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(MAX_NOTE_LENGTH);
        channel.read(bytes, 0);
        String note = new String(bytes.array(), 0, bytes.position(), UTF_8);
        return note.startsWith("\"") ? note : "another command";
    }

    /** Gives the lock back. A file that cannot be deleted does no harm: the next command locks it. */
    @Override
    public void close() {
        try (channel) {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // the lock itself is gone with the channel, or with the process
        }
    }
}
