/**
 * Audio chunks to windows to MFCC vectors, on Kafka Streams. {@code FeatureTopology} is a pure function from settings to
 * a topology; {@code FeatureService} runs it.
 */
@NullMarked
package io.affekt.features;

import org.jspecify.annotations.NullMarked;
