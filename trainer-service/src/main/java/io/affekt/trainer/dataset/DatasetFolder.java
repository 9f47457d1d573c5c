package io.affekt.trainer.dataset;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * The folder of one dataset's files, deleted when it is closed. A lock is held on it for as long as it is used, which the
 * operating system lets go when the process is killed: so a later process tells what a crash left behind from what
 * somebody still reads.
 */
final class DatasetFolder implements Closeable {

    private static final Logger LOG = Logger.getLogger(DatasetFolder.class);
    private static final String PREFIX = "dataset";
    private static final String LOCK = "lock";

    private final Path path;
    private final FileChannel lock;

    private DatasetFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /** A new folder below {@code parent}, which is made where it is missing. */
    static DatasetFolder create(Path parent) throws IOException {
        Path path = Files.createTempDirectory(Files.createDirectories(parent), PREFIX);
        FileChannel lock = FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            lock.lock();
        } catch (IOException | RuntimeException e) {
            lock.close();
            delete(path);
            throw e;
        }
        return new DatasetFolder(path, lock);
    }

    Path file(String name) {
        return path.resolve(name);
    }

    /** Deletes what killed processes left below {@code parent}. */
    static void deleteStale(Path parent) throws IOException {
        if (!Files.isDirectory(parent)) {
            return;
        }
        try (DirectoryStream<Path> left = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path path : left) {
                if (!inUse(path)) {
                    LOG.infof("Deleting %s, which a killed process left behind", path);
                    delete(path);
                }
            }
        }
    }

    private static boolean inUse(Path path) throws IOException {
        if (!Files.exists(path.resolve(LOCK))) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(path.resolve(LOCK), StandardOpenOption.WRITE);
                FileLock free = channel.tryLock()) {
            return free == null;
        } catch (OverlappingFileLockException e) {
            return true;
        }
    }

    private static void delete(Path path) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.walk(path)) {
            files = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
        if (Files.exists(path)) {
            delete(path);
        }
    }
}
