package io.affekt.cli.topics;

import io.affekt.cli.Terminal;
import io.affekt.cli.platform.PlatformOptions;
import io.affekt.schemas.DeadLetter;
import io.affekt.schemas.Topic;
import io.affekt.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code affekt tail}: any topic, decoded. */
@Command(name = "tail", description = "Prints the events of a topic, decoded, from now on until Ctrl-C.")
public final class TailCommand implements Callable<Integer> {

    private static final Duration POLL = Duration.ofMillis(300);
    private static final int SHOWN = 60;

    @Mixin
    private final PlatformOptions options = new PlatformOptions();

    @Parameters(paramLabel = "TOPIC", description = "The topic, such as predictions.")
    @SuppressWarnings("NullAway.Init")
    private String topicName;

    @Option(names = "--json", description = "One JSON object for each event; bytes as Base64.")
    private boolean json;

    @Option(names = "--from-beginning", description = "From the oldest event on.")
    private boolean fromBeginning;

    @Option(names = "--until-end", description = "Ends when there is no more to print.")
    private boolean untilEnd;

    @Override
    public Integer call() {
        Topic<?> topic = Topics.ALL.stream()
                .filter(candidate -> candidate.name().equals(topicName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no topic '" + topicName + "'; the topics are "
                        + Topics.ALL.stream().map(Topic::name).collect(Collectors.joining(", "))));
        try (KafkaConsumer<String, byte[]> consumer = Consumers.of(options.ports(), topicName, fromBeginning)) {
            boolean more = true;
            while (more) {
                var records = consumer.poll(POLL);
                records.forEach(record -> print(topic, record));
                more = !untilEnd || !records.isEmpty() || behind(consumer);
            }
        }
        return 0;
    }

    private static boolean behind(KafkaConsumer<String, byte[]> consumer) {
        return consumer.endOffsets(consumer.assignment()).entrySet().stream()
                .anyMatch(end -> consumer.position(end.getKey()) < end.getValue());
    }

    private void print(Topic<?> topic, ConsumerRecord<String, byte[]> record) {
        Map<String, @Nullable Object> event = event(topic, record);
        Terminal.out().println(json ? EventJson.line(event) : record.key() + "  " + shortened(event));
    }

    private static Map<String, @Nullable Object> event(Topic<?> topic, ConsumerRecord<String, byte[]> record) {
        try {
            if (topic.valueType() == null) {
                return raw(record);
            }
            SpecificRecord event = topic.serde().deserialize(topic.name(), record.value());
            Map<String, @Nullable Object> tombstone = new LinkedHashMap<>();
            tombstone.put("key", record.key());
            tombstone.put("tombstone", true);
            return event == null ? tombstone : EventJson.object(event);
        } catch (SerializationException e) {
            Map<String, @Nullable Object> unreadable = raw(record);
            unreadable.put("unreadable", e.getMessage());
            return unreadable;
        }
    }

    private static Map<String, @Nullable Object> raw(ConsumerRecord<String, byte[]> record) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("key", record.key());
        for (Header header : record.headers()) {
            if (header.key().startsWith(DeadLetter.PREFIX)) {
                object.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
            }
        }
        object.put("value", record.value() == null ? null : Base64.getEncoder().encodeToString(record.value()));
        return object;
    }

    /** For people: long values are cut. */
    private static String shortened(Map<String, @Nullable Object> event) {
        return event.entrySet().stream()
                .filter(field -> field.getValue() != null)
                .map(field -> {
                    String value = String.valueOf(field.getValue());
                    return field.getKey() + "=" + (value.length() > SHOWN ? value.substring(0, SHOWN) + "…" : value);
                })
                .collect(Collectors.joining(" "));
    }
}
