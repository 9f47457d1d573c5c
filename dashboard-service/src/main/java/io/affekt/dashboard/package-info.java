/**
 * What people and programs read of calls: summaries, timelines, the live stream. One instance, which holds all partitions.
 */
@NullMarked
package io.affekt.dashboard;

import org.jspecify.annotations.NullMarked;
