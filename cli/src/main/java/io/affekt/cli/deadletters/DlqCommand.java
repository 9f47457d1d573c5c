package io.affekt.cli.deadletters;

import static java.util.Objects.requireNonNull;

import io.affekt.cli.Terminal;
import io.affekt.cli.platform.PlatformOptions;
import io.affekt.cli.topics.EventJson;
import io.affekt.schemas.Keys;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code affekt dlq}. */
@Command(
        name = "dlq",
        description = "Dead letters: records that could not be processed.",
        synopsisSubcommandLabel = "WHAT",
        subcommands = {DlqCommand.ListCommand.class, DlqCommand.ReplayCommand.class})
public final class DlqCommand {

    /** Which letters. */
    static final class Choice {

        @Option(names = "--topic", paramLabel = "TOPIC", description = "Only letters that stood in this topic.")
        private @Nullable String topic;

        @Option(names = "--call", paramLabel = "ID", description = "Only letters of this call.")
        private @Nullable String call;

        boolean takes(Letter letter) {
            return (topic == null || topic.equals(letter.topic()))
                    && (call == null || call.equals(Keys.callIdOf(letter.key())));
        }
    }

    /** {@code affekt dlq list}. */
    @Command(
            name = "list",
            description = "Prints them, the oldest first; a star marks those that a replay is done with.")
    static final class ListCommand implements Callable<Integer> {

        @Mixin
        private final PlatformOptions options = new PlatformOptions();

        @Mixin
        private final Choice choice = new Choice();

        @Option(names = "--json", description = "One JSON object for each letter.")
        private boolean json;

        @Override
        public Integer call() {
            int letters = 0;
            try (LetterReader reader = new LetterReader(options.ports(), LetterReplay.GROUP)) {
                Map<TopicPartition, ReplayMark> marks = reader.marks();
                reader.fromBeginning();
                for (var records = reader.next(); !records.isEmpty(); records = reader.next()) {
                    for (ConsumerRecord<byte[], byte[]> record : records) {
                        Letter letter = Letter.of(record);
                        ReplayMark mark = requireNonNull(marks.get(LetterReader.partition(record)));
                        if (choice.takes(letter)) {
                            letters++;
                            print(letter, mark.isDone(record.offset()));
                        }
                    }
                }
            }
            if (!json) {
                Terminal.say(letters == 0 ? "There are no dead letters." : letters + " dead letters");
            }
            return 0;
        }

        private void print(Letter letter, boolean replayed) {
            if (json) {
                Map<String, @Nullable Object> object = new LinkedHashMap<>();
                object.put("at", letter.at().toString());
                object.put("topic", letter.topic());
                object.put("partition", letter.partition());
                object.put("offset", letter.offset());
                object.put("key", letter.key());
                object.put("bytes", letter.bytes());
                object.put("reason", letter.reason());
                object.put("replayed", replayed);
                Terminal.out().println(EventJson.line(object));
            } else {
                Terminal.out()
                        .printf(
                                "%s %s  %s-%d@%d  %s  %,d bytes  %s%n",
                                replayed ? "*" : " ",
                                letter.at(),
                                letter.topic(),
                                letter.partition(),
                                letter.offset(),
                                letter.key(),
                                letter.bytes(),
                                letter.reason());
            }
        }
    }

    /** {@code affekt dlq replay}. */
    @Command(
            name = "replay",
            description = {
                "Sends them back to where they stood, each once: when the cause is mended. Those that --topic or --call leave"
                        + " out wait for a later replay.",
                "What still cannot be processed comes back as a new letter. Chunks that were put aside too long ago are not"
                        + " sent: how far their calls had come is forgotten."
            })
    static final class ReplayCommand implements Callable<Integer> {

        @Mixin
        private final PlatformOptions options = new PlatformOptions();

        @Mixin
        private final Choice choice = new Choice();

        @Option(names = "--from-beginning", description = "Also those that were replayed before.")
        private boolean fromBeginning;

        @Option(
                names = "--remember-for",
                paramLabel = "HOURS",
                defaultValue = "48",
                description =
                        "How long feature-service remembers calls, hours (affekt.features.remember-for); chunks that were"
                                + " put aside longer ago, but for an hour, are too old; default ${DEFAULT-VALUE}.")
        private int rememberHours = 48;

        @Override
        public Integer call() {
            if (rememberHours < 1) {
                throw new IllegalArgumentException("--remember-for is at least 1 hour, not " + rememberHours);
            }
            LetterReplay.Result result = new LetterReplay(options.ports(), Duration.ofHours(rememberHours))
                    .run(choice::takes, fromBeginning);
            Terminal.out().printf("%d dead letters sent back, %d left%n", result.sent(), result.left());
            if (result.homeless() > 0) {
                Terminal.say(result.homeless() + " do not say where they stood and cannot be sent");
            }
            if (result.outlived() > 0) {
                Terminal.say(result.outlived()
                        + " chunks are older than what feature-service remembers of calls and were not sent;"
                        + " upload their recordings again under new call ids");
            }
            return 0;
        }
    }
}
