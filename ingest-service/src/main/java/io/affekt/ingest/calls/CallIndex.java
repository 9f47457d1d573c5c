package io.affekt.ingest.calls;

import java.io.Closeable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteOptions;

/**
 * Records by call id, on disk: memory does not grow with their number. Nothing of it outlives the process. Thread-safe.
 */
final class CallIndex implements Closeable {

    private static final long CACHE_BYTES = 8L << 20;
    private static final long UNWRITTEN_BYTES = 4L << 20;
    /** Most ids that are looked for are new: one in a hundred of those is looked for on disk. */
    private static final int BITS_FOR_AN_ID = 10;

    static {
        RocksDB.loadLibrary();
    }

    private final Options options;
    private final WriteOptions unlogged = new WriteOptions().setDisableWAL(true);
    private final RocksDB records;
    private boolean open = true;

    /** @param folder where it is built; what an earlier process left there is deleted */
    CallIndex(Path folder) {
        options = new Options()
                .setCreateIfMissing(true)
                .setWriteBufferSize(UNWRITTEN_BYTES)
                .setTableFormatConfig(new BlockBasedTableConfig()
                        .setBlockCache(new LRUCache(CACHE_BYTES))
                        .setCacheIndexAndFilterBlocks(true)
                        .setFilterPolicy(new BloomFilter(BITS_FOR_AN_ID)));
        try {
            RocksDB.destroyDB(folder.toString(), options);
            records = RocksDB.open(options, folder.toString());
        } catch (RocksDBException e) {
            throw new IllegalStateException(
                    "The index of calls cannot be built in " + folder + ": " + e.getMessage(), e);
        }
    }

    synchronized void put(String callId, byte[] record) {
        requireOpen();
        try {
            records.put(unlogged, key(callId), record);
        } catch (RocksDBException e) {
            throw failed(e);
        }
    }

    synchronized void remove(String callId) {
        requireOpen();
        try {
            records.delete(unlogged, key(callId));
        } catch (RocksDBException e) {
            throw failed(e);
        }
    }

    synchronized byte @Nullable [] get(String callId) {
        requireOpen();
        try {
            return records.get(key(callId));
        } catch (RocksDBException e) {
            throw failed(e);
        }
    }

    /** The native library would take the process down with it. */
    private void requireOpen() {
        if (!open) {
            throw new IllegalStateException("The index of calls is closed");
        }
    }

    private static byte[] key(String callId) {
        return callId.getBytes(StandardCharsets.UTF_8);
    }

    private static IllegalStateException failed(RocksDBException e) {
        return new IllegalStateException("The index of calls does not work: " + e.getMessage(), e);
    }

    @Override
    public synchronized void close() {
        if (open) {
            open = false;
            records.close();
            unlogged.close();
            options.close();
        }
    }
}
