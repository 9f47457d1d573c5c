/** Labelled features to versioned models: the application that holds dataset, registry, training and REST together. */
@NullMarked
package io.affekt.trainer;

import org.jspecify.annotations.NullMarked;
