package io.affekt.ingest.calls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/** An upload on disk; closing deletes it and gives its room back to the spool. */
public final class SpooledUpload implements AutoCloseable {

    private final Path file;
    private final String sha256;
    private final long bytes;
    private final AtomicLong used;

    SpooledUpload(Path file, String sha256, long bytes, AtomicLong used) {
        this.file = file;
        this.sha256 = sha256;
        this.bytes = bytes;
        this.used = used;
    }

    public Path file() {
        return file;
    }

    /** SHA-256 of the upload in hex. */
    public String sha256() {
        return sha256;
    }

    @Override
    public void close() {
        used.addAndGet(-bytes);
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete the spooled upload " + file, e);
        }
    }
}
