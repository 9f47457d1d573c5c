/**
 * The labelled feature stream as a dataset: what stands in the topic at one moment, on disk. Plain Java over Kafka; training
 * and export read it.
 */
@NullMarked
package io.affekt.trainer.dataset;

import org.jspecify.annotations.NullMarked;
