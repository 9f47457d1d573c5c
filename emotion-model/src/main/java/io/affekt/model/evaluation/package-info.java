/**
 * What is known of a model from clips it was judged on: figures over seeds, over groups and over speakers, with their
 * uncertainty. Anybody may call it; everything in it is an immutable value and the same input gives the same figures.
 */
@NullMarked
package io.affekt.model.evaluation;

import org.jspecify.annotations.NullMarked;
