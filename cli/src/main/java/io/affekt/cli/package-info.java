/** The command line: what a person types, and the local platform it runs on. It speaks to services by REST and topics. */
@NullMarked
package io.affekt.cli;

import org.jspecify.annotations.NullMarked;
