package io.jenkins.plugins.locustswarm.report.build;

/** An archived file. */
public final class ArchivedFile {

    private final String name;
    private final long bytes;

    ArchivedFile(String name, long bytes) {
        this.name = name;
        this.bytes = bytes;
    }

    public String getName() {
        return name;
    }

    /** Returns the size in bytes. */
    public long getBytes() {
        return bytes;
    }
}
