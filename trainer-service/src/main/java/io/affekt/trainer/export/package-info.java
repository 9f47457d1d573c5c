/**
 * The dataset as files that people read in other languages: HDF5, NumPy, CSV. Plain Java over a dataset and a stream; the
 * REST of the service uses it.
 */
@NullMarked
package io.affekt.trainer.export;

import org.jspecify.annotations.NullMarked;
