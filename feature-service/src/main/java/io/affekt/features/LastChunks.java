package io.affekt.features;

import io.affekt.schemas.AudioChunk;
import io.affekt.schemas.AvroSerde;
import io.affekt.schemas.Topics;
import java.util.LinkedHashMap;
import java.util.Map;
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
    private final Map<Place, AudioChunk> held;

    /** @param capacity how many chunks are held at most, 48 kB each; the least recently held goes first */
    LastChunks(ChunkLog log, int capacity) {
        this.log = log;
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
    synchronized @Nullable AudioChunk take(Place place) {
        AudioChunk chunk = held.remove(place);
        return chunk != null
                ? chunk
                : serde.deserialize(Topics.AUDIO_CHUNKS.name(), log.read(place.partition(), place.offset()));
    }

    /** Forgets a chunk that nothing will ask for. */
    synchronized void drop(Place place) {
        held.remove(place);
    }

    synchronized int held() {
        return held.size();
    }

    @Override
    public synchronized void close() {
        log.close();
    }
}
