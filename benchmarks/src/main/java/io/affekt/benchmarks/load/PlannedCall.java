package io.affekt.benchmarks.load;

import io.affekt.benchmarks.ledger.SentChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A call that will be made.
 *
 * @param callId its id
 * @param track its sound
 * @param chunks how much of it, chunks
 * @param startsAt when its first sample is spoken, seconds after the begin of the load
 */
public record PlannedCall(String callId, Track track, int chunks, double startsAt) {

    /** Of the lengths' normal distribution of logarithms: median three minutes. */
    private static final double MEDIAN_SECONDS = 180;

    private static final double SIGMA = 0.8;
    private static final double CHUNK_SECONDS = 1.5;

    /** What the ledger expects of it. */
    List<SentChannel> channels() {
        return IntStream.range(0, track.channels().size())
                .mapToObj(channel ->
                        new SentChannel(callId, channel, track.name() + "/" + channel, (long) chunks * Track.CHUNK))
                .toList();
    }

    /** Its sound, seconds, over all channels. */
    public double channelSeconds() {
        return track.channels().size() * chunks * CHUNK_SECONDS;
    }

    /** Each track once, whole: what a reference is learned from, and what warms a system up. */
    public static List<PlannedCall> allOf(List<Track> tracks, String prefix) {
        return IntStream.range(0, tracks.size())
                .mapToObj(t -> new PlannedCall(
                        prefix + "-" + t, tracks.get(t), tracks.get(t).chunks(), 0))
                .toList();
    }

    /** Calls that together have so much sound, all there at once. */
    public static List<PlannedCall> backlog(List<Track> tracks, double channelHours, String prefix, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<PlannedCall> calls = new ArrayList<>();
        double seconds = 0;
        while (seconds < channelHours * 3600) {
            PlannedCall call = draw(tracks, prefix + "-" + calls.size(), 0, random);
            calls.add(call);
            seconds += call.channelSeconds();
        }
        return calls;
    }

    /**
     * Calls that begin at random (a Poisson process), so that in the long run so many channels are being spoken on at once.
     *
     * @param seconds for how long calls begin
     */
    public static List<PlannedCall> arrivals(
            List<Track> tracks, double channels, double seconds, String prefix, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double perCall = 0;
        SplittableRandom lengths = random.split();
        int drawn = 10_000;
        for (int i = 0; i < drawn; i++) {
            perCall += draw(tracks, "", 0, lengths).channelSeconds() / drawn;
        }
        double meanPause = perCall / channels;
        List<PlannedCall> calls = new ArrayList<>();
        for (double at = 0; at < seconds; at -= meanPause * Math.log(1 - random.nextDouble())) {
            calls.add(draw(tracks, prefix + "-" + calls.size(), at, random));
        }
        return calls;
    }

    private static PlannedCall draw(List<Track> tracks, String callId, double startsAt, SplittableRandom random) {
        Track track = tracks.get(random.nextInt(tracks.size()));
        double seconds = MEDIAN_SECONDS * Math.exp(SIGMA * random.nextGaussian());
        int chunks = (int) Math.min(track.chunks(), Math.max(4, Math.ceil(seconds / CHUNK_SECONDS)));
        return new PlannedCall(callId, track, chunks, startsAt);
    }
}
