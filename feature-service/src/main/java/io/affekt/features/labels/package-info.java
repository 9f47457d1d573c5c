/**
 * Labels that come after the call: what people say of windows, put together with the vectors that are kept. {@code
 * LateLabels} is the plain rule, {@code LabelWorker} runs it exactly once, {@code LabelService} is the framework's part.
 */
@NullMarked
package io.affekt.features.labels;

import org.jspecify.annotations.NullMarked;
