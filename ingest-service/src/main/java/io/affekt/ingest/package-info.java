/** Takes recordings and publishes calls and audio chunks: the application that holds REST, folder and publishing together. */
@NullMarked
package io.affekt.ingest;

import org.jspecify.annotations.NullMarked;
