/**
 * The ledger: from what was sent alone it computes every window that must be predicted, and compares with it what a
 * reader of committed records gets.
 */
@NullMarked
package io.affekt.benchmarks.ledger;

import org.jspecify.annotations.NullMarked;
