package io.affekt.features;

import io.affekt.schemas.AudioChunk;
import io.affekt.schemas.AvroSerde;
import io.affekt.schemas.Topics;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The last chunk of each channel that goes on. The sound stays in its topic, state knows only the place: what memory does
 * not hold, after a start or with very many calls at once, is read there again. A changelog of the sound would double what
 * the broker writes.
 *
 * <p>Thread-safe: one for all stream threads. A place never changes what it holds, so nothing here can be stale.
 */
final class LastChunks implements AutoCloseable {

    /**
     * Where a chunk stands.
     *
     * @param partition of {@code audio-chunks}
     * @param offset in it
     */
    record Place(int partition, long offset) {}

    private final AvroSerde<AudioChunk> serde = Topics.AUDIO_CHUNKS.serde();
    private final ChunkLog log;
    private final int capacity;
    private final Map<Place, AudioChunk> held;

    /** @param capacity how many chunks are held at most, 48 kB each; the least recently held goes first */
    LastChunks(ChunkLog log, int capacity) {
        this.log = log;
        this.capacity = capacity;
        held = new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Place, AudioChunk> eldest) {
                return size() > capacity;
            }
        };
    }

    synchronized void hold(Place place, AudioChunk chunk) {
        held.put(place, chunk);
    }

    /** Takes a chunk out: it is asked for once, when the next one has come. Null where retention has taken it. */
    @Nullable
    AudioChunk take(Place place) {
        AudioChunk chunk = remove(place);
        if (chunk != null) {
            return chunk;
        }
        synchronized (log) {
            return deserialize(log.read(place.partition(), place.offset()));
        }
    }

    /**
     * Holds the chunks that will be asked for, before they are: after a start, every channel asks for one, and to read them
     * one by one would keep all calls waiting.
     *
     * @param offsets in a partition; where they are more than can be held, the newest count
     */
    void readAhead(int partition, NavigableSet<Long> offsets) {
        NavigableSet<Long> newest = new TreeSet<>();
        offsets.descendingSet().stream().limit(capacity).forEach(newest::add);
        synchronized (log) {
            log.readAll(partition, newest, (offset, value) -> {
                AudioChunk chunk = deserialize(value);
                if (chunk != null) {
                    hold(new Place(partition, offset), chunk);
                }
            });
        }
    }

    private @Nullable AudioChunk deserialize(byte @Nullable [] value) {
        return serde.deserialize(Topics.AUDIO_CHUNKS.name(), value);
    }

    private synchronized @Nullable AudioChunk remove(Place place) {
        return held.remove(place);
    }

    /** Forgets a chunk that nothing will ask for. */
    void drop(Place place) {
        remove(place);
    }

    synchronized int held() {
        return held.size();
    }

    @Override
    public void close() {
        synchronized (log) {
            log.close();
        }
    }
}
