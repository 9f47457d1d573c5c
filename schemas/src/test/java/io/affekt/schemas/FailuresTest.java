package io.affekt.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionAbortableException;
import org.junit.jupiter.api.Test;

class FailuresTest {

    private static KafkaException wrapped(Exception reason) {
        return new KafkaException("no commit", new KafkaException("error state", reason));
    }

    @Test
    void shouldFindTheReasonHoweverDeep() {
        assertThat(Failures.isPassing(wrapped(new TimeoutException("60 s")))).isTrue();
        assertThat(Failures.isPassing(wrapped(new TransactionAbortableException("given up"))))
                .isTrue();
        assertThat(Failures.isPassing(wrapped(new InvalidTxnStateException("given up, and then committed"))))
                .isTrue();
        assertThat(Failures.isLasting(wrapped(new TopicAuthorizationException("predictions"))))
                .isTrue();
    }

    @Test
    void shouldEndAnInstanceWhoseNameAnotherOneHasTaken() {
        assertThat(Failures.isLasting(wrapped(new FencedInstanceIdException("inference-service-0"))))
                .isTrue();
        assertThat(Failures.isPassing(wrapped(new FencedInstanceIdException("inference-service-0"))))
                .isFalse();
    }

    @Test
    void shouldNotTakeADefectForAPassingFailure() {
        assertThat(Failures.isPassing(wrapped(new IllegalStateException("a defect"))))
                .isFalse();
        assertThat(Failures.isLasting(wrapped(new IllegalStateException("a defect"))))
                .isFalse();
    }
}
