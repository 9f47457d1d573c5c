/** {@code affekt dlq}: what could not be processed, and its way back. */
@NullMarked
package io.affekt.cli.deadletters;

import org.jspecify.annotations.NullMarked;
