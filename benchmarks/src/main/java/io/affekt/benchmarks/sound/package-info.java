/** The kernels of the sound library, measured by JMH. A program of its own; nothing depends on it. */
@NullMarked
package io.affekt.benchmarks.sound;

import org.jspecify.annotations.NullMarked;
