package io.affekt.benchmarks.load;

import io.affekt.benchmarks.ledger.SentChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
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
    static final double CHUNK_SECONDS = 1.5;

    /** What the ledger expects of it. */
    List<SentChannel> channels() {
        return IntStream.range(0, track.channels().size())
                .mapToObj(channel ->
                        new SentChannel(callId, channel, track.name() + "/" + channel, (long) chunks * Track.CHUNK))
                .toList();
    }

    /** Its sound, seconds, over all channels. */
    double channelSeconds() {
        return track.channels().size() * chunks * CHUNK_SECONDS;
    }

    /** The sound of calls, hours, over all channels. */
    public static double channelHours(List<PlannedCall> calls) {
        return calls.stream().mapToDouble(PlannedCall::channelSeconds).sum() / 3600;
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
     * Calls in real time: so many channels that are being spoken on when it begins, in the middle of their calls, and calls
     * that begin at random (a Poisson process), as many as end.
     *
     * @param seconds for how long; calls that would go on are cut off
     */
    public static List<PlannedCall> live(
            List<Track> tracks, double channels, double seconds, String prefix, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<PlannedCall> calls = new ArrayList<>();
        for (int open = 0; open < channels; ) {
            PlannedCall whole = draw(tracks, prefix + "-" + calls.size(), CHUNK_SECONDS * random.nextDouble(), random);
            calls.add(whole.cut((int) (whole.chunks() * random.nextDouble())).within(seconds));
            open += whole.track().channels().size();
        }
        double meanPause = meanChannelSeconds(tracks, random.split()) / channels;
        double at = -meanPause * Math.log(1 - random.nextDouble());
        while (at < seconds) {
            calls.add(draw(tracks, prefix + "-" + calls.size(), at, random).within(seconds));
            at -= meanPause * Math.log(1 - random.nextDouble());
        }
        return calls;
    }

    /** The same, shorter; two chunks at least. */
    private PlannedCall cut(int toChunks) {
        return new PlannedCall(callId, track, Math.max(2, Math.min(chunks, toChunks)), startsAt);
    }

    private PlannedCall within(double seconds) {
        return cut((int) ((seconds - startsAt) / CHUNK_SECONDS));
    }

    private static double meanChannelSeconds(List<Track> tracks, SplittableRandom random) {
        return DoubleStream.generate(() -> draw(tracks, "", 0, random).channelSeconds())
                .limit(10_000)
                .average()
                .orElseThrow();
    }

    private static PlannedCall draw(List<Track> tracks, String callId, double startsAt, SplittableRandom random) {
        Track track = tracks.get(random.nextInt(tracks.size()));
        double seconds = MEDIAN_SECONDS * Math.exp(SIGMA * random.nextGaussian());
        int chunks = (int) Math.min(track.chunks(), Math.max(4, Math.ceil(seconds / CHUNK_SECONDS)));
        return new PlannedCall(callId, track, chunks, startsAt);
    }
}
