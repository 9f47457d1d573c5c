package io.affekt.dashboard.summary;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * All stores of the process share one cache and one allowance for what is not written yet: of themselves, each would take
 * 50 MB and three times 16 MB, and there are a hundred of them.
 *
 * @see <a href="https://kafka.apache.org/41/streams/developer-guide/memory-mgmt/">Memory management of Kafka Streams</a>
 */
public final class BoundedMemory implements RocksDBConfigSetter {

    private static final long CACHE_BYTES = 64L << 20;
    private static final long UNWRITTEN_BYTES = 32L << 20;
    private static final long BUFFER_BYTES = 1L << 20;
    private static final double FOR_INDEXES = 0.2;

    static {
        RocksDB.loadLibrary();
    }

    /** What is not written yet counts in the cache. */
    private static final Cache CACHE = new LRUCache(CACHE_BYTES, -1, false, FOR_INDEXES);

    private static final WriteBufferManager UNWRITTEN = new WriteBufferManager(UNWRITTEN_BYTES, CACHE);

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(CACHE);
        table.setCacheIndexAndFilterBlocks(true);
        table.setCacheIndexAndFilterBlocksWithHighPriority(true);
        table.setPinTopLevelIndexAndFilter(true);
        options.setTableFormatConfig(table);
        options.setWriteBufferManager(UNWRITTEN);
        options.setWriteBufferSize(BUFFER_BYTES);
    }

    /** Cache and allowance live as long as the process. */
    @Override
    public void close(String storeName, Options options) {}
}
