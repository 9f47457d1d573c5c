/** Figures over judged clips or windows: plain numbers, no networks. Called by reports and by the commands that evaluate. */
@NullMarked
package io.affekt.model.evaluation;

import org.jspecify.annotations.NullMarked;
