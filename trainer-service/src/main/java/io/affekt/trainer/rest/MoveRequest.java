package io.affekt.trainer.rest;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/**
 * A person's word on which version serves.
 *
 * @param reason why
 * @param actor who says so
 */
public record MoveRequest(
        @NotBlank @Size(max = 1000) String reason,
        @NotBlank @Size(max = 200) String actor) {}
