/** The REST of ingest-service. Errors are problems as in RFC 9457. */
@NullMarked
package io.affekt.ingest.rest;

import org.jspecify.annotations.NullMarked;
