package io.affekt.schemas;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates the catalogue's topics on a cluster, and says what is wrong with those that are there. */
public final class TopicSetup {

    private static final Duration SEEN_WITHIN = Duration.ofSeconds(30);
    private static final long CHECK_EVERY_MS = 50;

    /**
     * What a service does before anything else: creates the topics that it needs where it may, and refuses to start on
     * topics that would break a guarantee. Where a schema registry is set, the topics' schemas are registered there.
     *
     * @param kafka the client settings
     * @param create whether missing topics are created
     * @throws IllegalStateException with a sentence for each thing that is wrong, and its mend
     */
    public static void ensure(Map<String, Object> kafka, boolean create, List<Topic<?>> topics)
            throws InterruptedException {
        try (Admin admin = Admin.create(kafka)) {
            TopicSetup setup = new TopicSetup(admin);
            if (create) {
                setup.createMissing(topics);
            }
            List<String> problems = setup.problems(topics);
            if (!problems.isEmpty()) {
                throw new IllegalStateException(String.join("; ", problems));
            }
        }
        if (SchemaRegistry.configured().isPresent()) {
            SchemaRegistry.configured().get().register(topics);
        }
    }

    private final Admin admin;

    public TopicSetup(Admin admin) {
        this.admin = admin;
    }

    /**
     * Creates the topics that are missing, with the broker's default replication, and waits until they are there; those that
     * are stay as they were.
     */
    public void createMissing(List<Topic<?>> topics) throws InterruptedException {
        Set<String> existing = existing();
        List<NewTopic> missing = topics.stream()
                .filter(topic -> !existing.contains(topic.name()))
                .map(topic -> new NewTopic(topic.name(), Optional.of(topic.partitions()), Optional.<Short>empty())
                        .configs(topic.config()))
                .toList();
        for (Map.Entry<String, KafkaFuture<Void>> creation :
                admin.createTopics(missing).values().entrySet()) {
            try {
                creation.getValue().get();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw new IllegalStateException("Cannot create topic " + creation.getKey() + ": " + reason(e), e);
                }
            }
        }
        awaitSeen(missing.stream().map(NewTopic::name).toList());
    }

    /** The controller has created them; the broker that is asked may hear of it a moment later. */
    private void awaitSeen(List<String> created) throws InterruptedException {
        long deadline = System.nanoTime() + SEEN_WITHIN.toNanos();
        while (!existing().containsAll(created)) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "The Kafka cluster does not show the topics that it has created: " + created);
            }
            TimeUnit.MILLISECONDS.sleep(CHECK_EVERY_MS);
        }
    }

    /**
     * Compares the cluster's topics with the catalogue: partitions, cleanup and sizes. How long records are kept is the
     * operator's choice, but for what must stay for ever.
     *
     * @return one sentence for each thing that is wrong, with the mend; empty when all is well
     */
    public List<String> problems(List<Topic<?>> topics) throws InterruptedException {
        Set<String> existing = existing();
        List<String> problems = new ArrayList<>();
        List<Topic<?>> present = new ArrayList<>();
        for (Topic<?> topic : topics) {
            if (existing.contains(topic.name())) {
                present.add(topic);
            } else {
                problems.add("Topic " + topic.name() + " is missing: create it with " + topic.partitions()
                        + " partitions and " + topic.config() + ", or start with affekt.topics.create=true");
            }
        }
        Map<String, TopicDescription> descriptions = await(
                () -> admin.describeTopics(present.stream().map(Topic::name).toList())
                        .allTopicNames()
                        .get());
        Map<ConfigResource, Config> configs = await(() -> admin.describeConfigs(
                        present.stream().map(TopicSetup::resource).toList())
                .all()
                .get());
        for (Topic<?> topic : present) {
            int partitions =
                    requireNonNull(descriptions.get(topic.name())).partitions().size();
            if (partitions != topic.partitions()) {
                problems.add("Topic " + topic.name() + " has " + partitions + " partitions, needs " + topic.partitions()
                        + ": create it anew with that number; partitions of a live topic cannot be changed without"
                        + " breaking the placement by call id");
            }
            Config config = requireNonNull(configs.get(resource(topic)));
            Map<String, String> needed = new TreeMap<>(topic.config());
            if (topic.retention() != null) {
                needed.remove(TopicConfig.RETENTION_MS_CONFIG);
            }
            needed.forEach((name, value) -> {
                String actual = config.get(name).value();
                boolean fits = name.equals(TopicConfig.MAX_MESSAGE_BYTES_CONFIG)
                        ? Integer.parseInt(actual) >= Integer.parseInt(value)
                        : actual.equals(value);
                if (!fits) {
                    problems.add("Topic " + topic.name() + " has " + name + "=" + actual + ", needs " + value
                            + ": kafka-configs.sh --alter --topic " + topic.name() + " --add-config " + name + "="
                            + value);
                }
            });
        }
        return problems;
    }

    private static ConfigResource resource(Topic<?> topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
    }

    private Set<String> existing() throws InterruptedException {
        return new HashSet<>(await(() -> admin.listTopics().names().get()));
    }

    private interface AdminCall<R> {
        R get() throws InterruptedException, ExecutionException;
    }

    private static <R> R await(AdminCall<R> call) throws InterruptedException {
        try {
            return call.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("The Kafka cluster does not answer: " + reason(e), e);
        }
    }

    private static String reason(ExecutionException e) {
        return String.valueOf(Objects.requireNonNullElse(e.getCause(), e).getMessage());
    }
}
