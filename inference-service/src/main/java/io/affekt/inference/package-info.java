/**
 * MFCC vectors to predictions, exactly once, with hot model reload. {@code ModelFollower} brings models, {@code
 * PredictionWorker} turns records into predictions; both are plain classes that {@code InferenceService} runs.
 */
@NullMarked
package io.affekt.inference;

import org.jspecify.annotations.NullMarked;
