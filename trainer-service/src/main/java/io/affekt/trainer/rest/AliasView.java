package io.affekt.trainer.rest;

import io.affekt.schemas.ModelAlias;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A move of an alias. */
public record AliasView(
        String name,
        String alias,
        int version,
        @Nullable Integer previousVersion,
        String reason,
        String actor,
        Instant changedAt) {

    static AliasView of(ModelAlias move) {
        return new AliasView(
                move.getName(),
                move.getAlias(),
                move.getVersion(),
                move.getPreviousVersion(),
                move.getReason(),
                move.getActor(),
                move.getChangedAt());
    }
}
