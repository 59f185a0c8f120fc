package io.jenkins.plugins.locustswarm.cli.home;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;

/** Keeps two commands from changing one swarm at once. The system gives it back when the process dies. */
public final class SwarmLock implements AutoCloseable {

    private static final int LONGEST_NOTE = 1024;

    private final Path file;
    private final FileChannel channel;

    private SwarmLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    static SwarmLock take(Path file, String swarm, String command) {
        try {
            Files.createDirectories(file.getParent());
            while (true) {
                FileChannel channel = FileChannel.open(
                        file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
                if (!isTaken(channel)) {
                    String holder = note(channel);
                    channel.close();
                    throw new BadInputException(
                            "Swarm " + swarm + " is in use by " + holder + ". Wait until that has ended, or end it.");
                }
                if (isStill(file, channel)) {
                    write(channel, command);
                    return new SwarmLock(file, channel);
                }
                channel.close(); // its holder has deleted it meanwhile; lock the one that others see
            }
        } catch (IOException e) {
            throw Home.unusable(file, e);
        }
    }

    private static boolean isTaken(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false; // another thread of this process has it
        }
    }

    private static boolean isStill(Path file, FileChannel channel) throws IOException {
        String mark = ProcessHandle.current().pid() + " " + System.nanoTime();
        channel.truncate(0).write(ByteBuffer.wrap(mark.getBytes(UTF_8)), 0);
        try {
            return Files.readString(file).equals(mark);
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static void write(FileChannel channel, String command) throws IOException {
        String note = "\"" + command + "\" (process " + ProcessHandle.current().pid() + ", since "
                + LocalTime.now().truncatedTo(ChronoUnit.SECONDS) + ")";
        channel.truncate(0).write(ByteBuffer.wrap(note.getBytes(UTF_8)), 0);
    }

    private static String note(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(LONGEST_NOTE);
        channel.read(bytes, 0);
        String note = new String(bytes.array(), 0, bytes.position(), UTF_8);
        return note.startsWith("\"") ? note : "another command";
    }

    /** Gives the swarm back. */
    @Override
    public void close() {
        try (channel) {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw Home.unusable(file, e);
        }
    }
}
