/** The guarantees under faults: real processes, a real broker, a load, and a ledger that says whether anything is amiss. */
@org.jspecify.annotations.NullMarked
package io.affekt.system.faults;
