/** Trainings: jobs that make a version of a dataset, and the rule by which a version is promoted. */
@NullMarked
package io.affekt.trainer.training;

import org.jspecify.annotations.NullMarked;
