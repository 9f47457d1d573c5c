/**
 * The model library: emotions, networks, training, evaluation, the model archive and the classifier that serves it.
 * Plain Java over DL4J: it knows no framework, no Kafka and no sound, only feature matrices.
 */
@NullMarked
package io.affekt.model;

import org.jspecify.annotations.NullMarked;
