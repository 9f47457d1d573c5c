/** The watched folder: recordings that are dropped into it are taken in like uploads. */
@NullMarked
package io.affekt.ingest.folder;

import org.jspecify.annotations.NullMarked;
