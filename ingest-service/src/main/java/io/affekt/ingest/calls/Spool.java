package io.affekt.ingest.calls;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Where uploads wait while they are checked and published. Disk is bounded by bytes really received, never by sizes
 * declared. What a killed process left is deleted at the start. Thread-safe.
 */
public final class Spool {

    private static final String SUFFIX = ".upload";

    private final Path folder;
    private final long maxUploadBytes;
    private final long maxBytes;
    private final AtomicLong used = new AtomicLong();

    public Spool(Path folder, long maxUploadBytes, long maxBytes) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.maxUploadBytes = maxUploadBytes;
        this.maxBytes = maxBytes;
        List<Path> left;
        try (Stream<Path> files = Files.list(folder)) {
            left = files.filter(file -> file.toString().endsWith(SUFFIX)).toList();
        }
        for (Path file : left) {
            Files.delete(file);
        }
    }

    /**
     * Takes an upload to its end.
     *
     * @throws SpoolFullException when it is too large, or the spool is full
     */
    public SpooledUpload take(InputStream upload) throws IOException {
        Path file = Files.createTempFile(folder, "call", SUFFIX);
        long bytes = 0;
        long reserved = 0;
        try {
            MessageDigest digest = sha256();
            try (OutputStream out = new DigestOutputStream(Files.newOutputStream(file), digest)) {
                byte[] buffer = new byte[1 << 16];
                int read;
                while ((read = upload.read(buffer)) > 0) {
                    bytes += read;
                    if (bytes > maxUploadBytes) {
                        throw new SpoolFullException("A recording may have at most " + maxUploadBytes + " bytes", true);
                    }
                    reserved += read;
                    if (used.addAndGet(read) > maxBytes) {
                        throw new SpoolFullException("Too many uploads are being received; try again later", false);
                    }
                    out.write(buffer, 0, read);
                }
            }
            return new SpooledUpload(file, HexFormat.of().formatHex(digest.digest()), bytes, used);
        } catch (IOException | RuntimeException e) {
            used.addAndGet(-reserved);
            Files.deleteIfExists(file);
            throw e;
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
