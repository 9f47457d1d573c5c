package io.affekt.trainer.dataset;

import java.io.Closeable;
import java.nio.file.Path;
import java.util.function.BiConsumer;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.StringDataType;

/**
 * The records by their keys, in key order, in a B-tree on disk. On the heap is a cache of its pages and what is not written
 * yet: some 10 MB with what surrounds them, for 160,000 records as for 600,000. Used by one thread.
 */
final class WindowIndex implements Closeable {

    private static final int CACHE_MEGABYTES = 4;
    private static final int UNWRITTEN_KILOBYTES = 2048;

    private final MVStore store;
    private final MVMap<String, byte[]> windows;

    WindowIndex(Path file) {
        store = new MVStore.Builder()
                .fileName(file.toString())
                .cacheSize(CACHE_MEGABYTES)
                .autoCommitBufferSize(UNWRITTEN_KILOBYTES)
                // No threads of the store's own: they would tidy away what a cursor still has to read, and free space
                // while the file is measured for a write (h2database #4048). put() writes instead, and faster.
                .autoCommitDisabled()
                .open();
        // Nobody reads it after a crash, so there are no old versions to keep for that.
        store.setVersionsToKeep(0);
        store.setRetentionTime(0);
        windows = store.openMap(
                "windows",
                new MVMap.Builder<String, byte[]>()
                        .keyType(StringDataType.INSTANCE)
                        .valueType(ByteArrayDataType.INSTANCE));
    }

    void put(String key, IndexedWindow window) {
        windows.put(key, window.toBytes());
    }

    void remove(String key) {
        windows.remove(key);
    }

    void forEach(BiConsumer<String, IndexedWindow> action) {
        store.commit();
        Cursor<String, byte[]> cursor = windows.cursor(null);
        while (cursor.hasNext()) {
            action.accept(cursor.next(), IndexedWindow.of(cursor.getValue()));
        }
    }

    @Override
    public void close() {
        // Whatever is not written yet is about to be deleted.
        store.closeImmediately();
    }
}
