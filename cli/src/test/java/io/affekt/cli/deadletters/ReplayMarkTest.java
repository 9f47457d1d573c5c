package io.affekt.cli.deadletters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affekt.cli.CommandException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.junit.jupiter.api.Test;

class ReplayMarkTest {

    @Test
    void shouldRememberWhatIsDoneBehindALetterThatWaits() {
        // given
        ReplayMark mark = ReplayMark.of(new OffsetAndMetadata(10));
        mark.done(12);
        mark.left(14);
        mark.done(15);
        mark.left(16);
        mark.done(2_000);

        // when
        OffsetAndMetadata committed = mark.toCommit();
        ReplayMark read = ReplayMark.of(committed);

        // then
        assertThat(committed.offset()).isEqualTo(14);
        assertThat(read.isDone(13)).isTrue();
        assertThat(read.isDone(14)).isFalse();
        assertThat(read.isDone(15)).isTrue();
        assertThat(read.isDone(16)).isFalse();
        assertThat(read.isDone(2_000)).isTrue();
        assertThat(read.isDone(2_001)).isFalse();
    }

    @Test
    void shouldComeToOneOffsetWhenAllIsDone() {
        // given
        ReplayMark first = ReplayMark.of(null);
        first.left(3);
        first.done(5);

        // when
        ReplayMark second = ReplayMark.of(first.toCommit());
        second.done(3);
        second.done(5);

        // then
        assertThat(second.toCommit()).isEqualTo(new OffsetAndMetadata(6));
    }

    @Test
    void shouldFitIntoTheMetadataOfAnOffset() {
        // given
        ReplayMark mark = ReplayMark.of(null);
        mark.left(0);
        mark.done(23_999);

        // when / then
        assertThat(mark.toCommit().metadata()).hasSizeLessThanOrEqualTo(4_096);
        mark.done(24_000);
        assertThatThrownBy(mark::toCommit)
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("replay the older ones first");
    }
}
