package io.affekt.ingest.calls;

import io.affekt.audio.decode.AudioException;
import io.affekt.audio.decode.AudioLimits;
import io.affekt.audio.decode.Recording;
import io.affekt.schemas.AudioChunk;
import io.affekt.schemas.AvroSerde;
import io.affekt.schemas.Call;
import io.affekt.schemas.CallStatus;
import io.affekt.schemas.Channel;
import io.affekt.schemas.ChannelRole;
import io.affekt.schemas.Topics;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * Publishes recordings: first the call as {@code receiving}, then the chunks of the channels that may be analysed, then
 * the call as {@code complete}, each acknowledged by Kafka. A call that comes again adds nothing; one that broke off is
 * published again as a whole, and feature-service drops what it knows. Thread-safe.
 */
public final class CallPublisher {

    private static final Logger LOG = Logger.getLogger(CallPublisher.class);
    /** Longer than a broker needs to come back; who uploads is told then to send it again. */
    private static final Duration ACKNOWLEDGED_WITHIN = Duration.ofSeconds(60);

    private static final String KNOWN = "the call was known already and stays as it was sent first, labels too";

    /**
     * A call that was taken in.
     *
     * @param call the newest record of it
     * @param warning what the sender should know: why sound is missing, which channels stay here, or that it was known; null if
     *     nothing
     * @param known whether it had been complete before
     */
    public record Outcome(Call call, @Nullable String warning, boolean known) {}

    private final Producer<byte[], byte[]> producer;
    private final CallDirectory directory;
    private final AudioLimits limits;
    private final Set<ChannelRole> analysedRoles;
    private final AvroSerde<Call> calls = Topics.CALLS.serde();
    private final Set<String> underWay = new HashSet<>();

    /** @param analysedRoles the roles whose channels leave ingest */
    public CallPublisher(
            Producer<byte[], byte[]> producer,
            CallDirectory directory,
            AudioLimits limits,
            Set<ChannelRole> analysedRoles) {
        this.producer = producer;
        this.directory = directory;
        this.limits = limits;
        this.analysedRoles = Set.copyOf(analysedRoles);
    }

    /**
     * @throws AudioException when the recording cannot be read
     * @throws IllegalArgumentException when the roles do not fit the recording, or nothing of it may be analysed
     * @throws CallConflictException when the call id is taken
     * @throws PublishingException when Kafka does not take it
     */
    public Outcome publish(NewCall newCall, SpooledUpload upload) throws IOException {
        if (!directory.isCaughtUp()) {
            throw new PublishingException("The known calls are still being read; send it again in a moment", null);
        }
        synchronized (underWay) {
            if (!underWay.add(newCall.callId())) {
                throw new CallConflictException("Call " + newCall.callId()
                        + " is being received at this moment; send it again when that has ended");
            }
        }
        try {
            Call known = directory.find(newCall.callId()).orElse(null);
            if (known != null && !known.getContentSha256().equals(upload.sha256())) {
                throw new CallConflictException("Call " + newCall.callId()
                        + " is already known with another content; a new recording needs a new call id");
            }
            return known != null && known.getStatus() == CallStatus.complete
                    ? new Outcome(known, KNOWN, true)
                    : publishNew(newCall, upload, known);
        } finally {
            synchronized (underWay) {
                underWay.remove(newCall.callId());
            }
        }
    }

    /** @param known the record of an earlier attempt that broke off, whose times stay */
    private Outcome publishNew(NewCall newCall, SpooledUpload upload, @Nullable Call known) throws IOException {
        try (Recording recording = Recording.open(upload.file(), limits)) {
            List<Channel> channels = channels(newCall.roles(), recording.channels());
            Instant now = known == null ? Instant.now().truncatedTo(ChronoUnit.MILLIS) : known.getReceivedAt();
            Call receiving = Call.newBuilder()
                    .setCallId(newCall.callId())
                    .setSource(newCall.source())
                    .setReceivedAt(now)
                    .setRecordedAt(newCall.recordedAt())
                    .setChannels(channels)
                    .setSampleRateHz(recording.sampleRate())
                    .setStatus(CallStatus.receiving)
                    .setTruncated(false)
                    .setContentSha256(upload.sha256())
                    .setConsentBasis(newCall.consentBasis())
                    .setSpeaker(newCall.speaker())
                    .setAttributes(newCall.attributes())
                    .build();
            float[][] first = recording.read();
            if (first == null) {
                throw new AudioException("the file holds no sound");
            }
            send(receiving);
            publishChunks(newCall, receiving, recording, first);
            long samples = recording.framesRead();
            Call complete = Call.newBuilder(receiving)
                    .setStatus(CallStatus.complete)
                    .setCompletedAt(Instant.now().truncatedTo(ChronoUnit.MILLIS))
                    .setSamples(samples)
                    .setDurationMs(samples * 1000 / recording.sampleRate())
                    .setTruncated(recording.truncation() != null)
                    .build();
            send(complete);
            MDC.put("call_id", complete.getCallId());
            LOG.infof(
                    "Call %s is complete: %d ms, channels %s",
                    complete.getCallId(),
                    complete.getDurationMs(),
                    channels.stream().map(Channel::getRole).toList());
            MDC.remove("call_id");
            return new Outcome(complete, warning(recording.truncation(), channels), false);
        }
    }

    private List<Channel> channels(List<ChannelRole> given, int count) {
        List<ChannelRole> roles = given;
        if (roles.isEmpty()) {
            roles = Collections.nCopies(count, ChannelRole.unknown);
        }
        if (roles.size() != count) {
            throw new IllegalArgumentException("The recording has " + count + " channels, but roles are given for "
                    + roles.size() + "; give one to each channel, such as channels=customer,agent");
        }
        List<Channel> channels = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            channels.add(new Channel(i, roles.get(i), analysedRoles.contains(roles.get(i))));
        }
        if (channels.stream().noneMatch(Channel::getAnalysed)) {
            throw new IllegalArgumentException("No channel of the recording may be analysed: its roles are " + roles
                    + ", and only " + analysedRoles
                    + " are analysed here; say who speaks with channels=customer, or see affekt.ingest.analysed-roles");
        }
        return channels;
    }

    private static @Nullable String warning(@Nullable String truncation, List<Channel> channels) {
        List<String> warnings = new ArrayList<>();
        if (truncation != null) {
            warnings.add(truncation);
        }
        for (Channel channel : channels) {
            if (!channel.getAnalysed()) {
                warnings.add("channel " + channel.getIndex() + " (" + channel.getRole() + ") is not analysed");
            }
        }
        return warnings.isEmpty() ? null : String.join("; ", warnings);
    }

    private void publishChunks(NewCall newCall, Call call, Recording recording, float[][] first) throws IOException {
        ChunkPublisher chunks = new ChunkPublisher(producer);
        List<@Nullable ChannelChunks> cutters = new ArrayList<>();
        for (Channel channel : call.getChannels()) {
            cutters.add(channel.getAnalysed() ? cutter(newCall, call, channel, chunks) : null);
        }
        for (float[][] samples = first; samples != null && !chunks.hasFailed(); samples = recording.read()) {
            for (int c = 0; c < samples.length; c++) {
                ChannelChunks cutter = cutters.get(c);
                if (cutter != null) {
                    cutter.add(samples[c]);
                }
            }
        }
        cutters.stream().filter(Objects::nonNull).forEach(ChannelChunks::finish);
        await("all of call " + call.getCallId(), chunks::awaitAcknowledged);
    }

    private static ChannelChunks cutter(NewCall newCall, Call call, Channel channel, ChunkPublisher chunks) {
        int[] sequence = new int[1];
        Instant recordedAt = call.getRecordedAt() == null ? call.getReceivedAt() : call.getRecordedAt();
        return new ChannelChunks(
                call.getSampleRateHz(),
                (samples, last) ->
                        chunks.send(chunk(newCall, call, channel, recordedAt, sequence[0]++, samples, last)));
    }

    private static AudioChunk chunk(
            NewCall newCall,
            Call call,
            Channel channel,
            Instant recordedAt,
            int sequence,
            ByteBuffer samples,
            boolean last) {
        return AudioChunk.newBuilder()
                .setCallId(call.getCallId())
                .setChannel(channel.getIndex())
                .setRole(channel.getRole())
                .setSequence(sequence)
                .setContentSha256(call.getContentSha256())
                .setRecordedAt(recordedAt)
                .setSamples(samples)
                .setLast(last)
                .setEmotion(newCall.emotion())
                .setSpeaker(newCall.speaker())
                .build();
    }

    private void send(Call call) {
        Future<RecordMetadata> sent = producer.send(new ProducerRecord<>(
                Topics.CALLS.name(),
                call.getCallId().getBytes(StandardCharsets.UTF_8),
                calls.serialize(Topics.CALLS.name(), call)));
        await("call " + call.getCallId(), within -> sent.get(within.toMillis(), TimeUnit.MILLISECONDS));
        directory.acknowledged(call);
    }

    private interface Acknowledgement {
        void await(Duration within) throws InterruptedException, ExecutionException, TimeoutException;
    }

    private static void await(String what, Acknowledgement acknowledgement) {
        try {
            acknowledgement.await(ACKNOWLEDGED_WITHIN);
        } catch (ExecutionException | TimeoutException e) {
            throw new PublishingException("Kafka did not take " + what + "; send it again", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PublishingException("Interrupted while publishing " + what, e);
        }
    }
}
