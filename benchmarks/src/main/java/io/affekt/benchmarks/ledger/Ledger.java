package io.affekt.benchmarks.ledger;

import io.affekt.benchmarks.ledger.SentChannel.Span;
import io.affekt.benchmarks.ledger.Verdict.Fault;
import io.affekt.schemas.Keys;
import io.affekt.schemas.LabeledFeatures;
import io.affekt.schemas.MfccVector;
import io.affekt.schemas.Prediction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps account of what was sent and what came. Records must be taken in the order of their partitions. Thread-safe: one
 * thread may send while another reads.
 */
public final class Ledger {

    private static final int EXAMPLES = 10;

    private final Reference reference;
    private final Map<String, Account> accounts = new HashMap<>();
    private final Map<Fault, Integer> faults = new EnumMap<>(Fault.class);
    private final List<String> examples = new ArrayList<>();
    private final Set<String> labeled = new HashSet<>();
    private int expected;
    private int predicted;

    /** @param reference what windows are in an undisturbed run; this one adds what is new to it */
    public Ledger(Reference reference) {
        this.reference = reference;
    }

    /** One channel's windows. */
    private static final class Account {
        private final SentChannel sent;
        private final List<Span> windows;
        private final boolean[] predicted;
        private final boolean[] vectors;
        private int lastPrediction = -1;
        private int lastVector = -1;
        private @Nullable Instant recordedAt;

        Account(SentChannel sent) {
            this.sent = sent;
            windows = sent.windows();
            predicted = new boolean[windows.size()];
            vectors = new boolean[windows.size()];
        }

        boolean has(int window, long startMs, long endMs) {
            return window >= 0 && window < windows.size() && windows.get(window).equals(new Span(startMs, endMs));
        }

        boolean fits(Instant windowRecordedAt, long startMs) {
            Instant start = windowRecordedAt.minusMillis(startMs);
            if (recordedAt == null) {
                recordedAt = start;
            }
            return recordedAt.equals(start);
        }
    }

    /** Enters a channel, before it is sent. */
    public synchronized void expect(SentChannel channel) {
        Account account = new Account(channel);
        if (accounts.putIfAbsent(channel.key(), account) == null) {
            expected += account.windows.size();
        }
    }

    /** Whether every window has been predicted. */
    public synchronized boolean complete() {
        return predicted == expected;
    }

    /** How many windows have been predicted. */
    public synchronized int predicted() {
        return predicted;
    }

    /** How many windows must be predicted. */
    public synchronized int expected() {
        return expected;
    }

    /** Takes a prediction that was committed. */
    public synchronized void take(Prediction prediction) {
        String id = prediction.getPredictionId();
        int window = prediction.getWindowIndex();
        Account account = accounts.get(SentChannel.key(prediction.getCallId(), prediction.getChannel()));
        if (account == null || !account.has(window, prediction.getStartMs(), prediction.getEndMs())) {
            found(Fault.UNEXPECTED, "prediction " + id);
            return;
        }
        if (account.predicted[window]) {
            found(Fault.DUPLICATED, "prediction " + id);
            return;
        }
        account.predicted[window] = true;
        predicted++;
        if (window < account.lastPrediction) {
            found(Fault.REORDERED, "prediction " + id + " came behind window " + account.lastPrediction);
        }
        account.lastPrediction = window;
        String content = account.sent.content();
        if (!account.fits(prediction.getRecordedAt(), prediction.getStartMs())) {
            found(Fault.ALTERED, "prediction " + id + " was recorded at another time than its call");
        } else if (!reference.agrees(content, prediction)) {
            boolean mixed = reference.isOfAnotherVersion(content, prediction);
            found(mixed ? Fault.MIXED : Fault.ALTERED, "prediction " + id + ": " + prediction);
        }
    }

    /** Takes a vector that was committed. */
    public synchronized void take(MfccVector vector) {
        int window = vector.getWindowIndex();
        String id = vector.getCallId() + "/" + vector.getChannel() + "/" + window;
        Account account = accounts.get(SentChannel.key(vector.getCallId(), vector.getChannel()));
        if (account == null || !account.has(window, vector.getStartMs(), vector.getEndMs())) {
            found(Fault.UNEXPECTED, "vector " + id);
            return;
        }
        if (account.vectors[window]) {
            found(Fault.DUPLICATED, "vector " + id);
            return;
        }
        account.vectors[window] = true;
        if (window < account.lastVector) {
            found(Fault.REORDERED, "vector " + id + " came behind window " + account.lastVector);
        }
        account.lastVector = window;
        if (!account.fits(vector.getRecordedAt(), vector.getStartMs())
                || !reference.agrees(account.sent.content(), vector)) {
            found(Fault.ALTERED, "vector " + id);
        }
    }

    /** Takes labelled features that were committed. */
    public synchronized void take(String key, LabeledFeatures features) {
        MfccVector vector = features.getVector();
        Account account = accounts.get(SentChannel.key(vector.getCallId(), vector.getChannel()));
        if (account == null || !account.has(vector.getWindowIndex(), vector.getStartMs(), vector.getEndMs())) {
            found(Fault.UNEXPECTED, "labelled features " + key);
        } else if (!labeled.add(key)) {
            found(Fault.DUPLICATED, "labelled features " + key);
        } else if (!reference.agrees(account.sent.content(), features)) {
            found(Fault.ALTERED, "labelled features " + key);
        }
    }

    /** Takes a record that should not be. It is nobody's fault here when it belongs to no call of this ledger. */
    synchronized void takeUnexpected(String key, String reason) {
        String callId = Keys.callIdOf(key);
        if (accounts.values().stream().anyMatch(account -> account.sent.callId().equals(callId))) {
            found(Fault.UNEXPECTED, "record of " + key + ": " + reason);
        }
    }

    /** How many labelled features came, each counted once. */
    public synchronized int labeledFeatures() {
        return labeled.size();
    }

    private void found(Fault fault, String example) {
        faults.merge(fault, 1, Integer::sum);
        if (examples.size() < EXAMPLES) {
            examples.add(fault + ": " + example);
        }
    }

    /** What is to be said when nothing comes any more: what has not come is lost. */
    public synchronized Verdict verdict() {
        Map<Fault, Integer> all = new EnumMap<>(faults);
        List<String> words = new ArrayList<>(examples);
        if (predicted < expected) {
            all.put(Fault.LOST, expected - predicted);
            accounts.values().forEach(account -> {
                for (int w = 0; w < account.predicted.length && words.size() < EXAMPLES; w++) {
                    if (!account.predicted[w]) {
                        words.add(Fault.LOST + ": prediction " + account.sent.key() + "/" + w);
                    }
                }
            });
        }
        return new Verdict(expected, all, words);
    }
}
