package io.affekt.dashboard;

import io.affekt.dashboard.live.LiveFeed;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Runs the feed, from the start of the application to its end. */
@ApplicationScoped
public class LiveFeedRunner {

    private static final Logger LOG = Logger.getLogger(LiveFeedRunner.class);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

    private volatile @Nullable Thread thread;

    @Produces
    @Singleton
    LiveFeed feed(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
        return new LiveFeed(kafka);
    }

    void start(@Observes StartupEvent event, LiveFeed feed) {
        Thread started = new Thread(feed, "live-feed");
        started.setUncaughtExceptionHandler((dead, failure) -> LOG.errorf(failure, "Thread %s died", dead.getName()));
        thread = started;
        started.start();
    }

    void stop(@Observes ShutdownEvent event, LiveFeed feed) throws InterruptedException {
        Thread running = thread;
        if (running != null) {
            feed.stop();
            running.join(STOP_WITHIN.toMillis());
        }
    }

    /** Whether the feed runs, or has not been started yet. */
    public boolean alive() {
        Thread running = thread;
        return running == null || running.isAlive();
    }
}
