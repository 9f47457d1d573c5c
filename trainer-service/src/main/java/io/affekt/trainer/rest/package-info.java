/** The REST of trainer-service. Errors are problems as in RFC 9457. */
@NullMarked
package io.affekt.trainer.rest;

import org.jspecify.annotations.NullMarked;
