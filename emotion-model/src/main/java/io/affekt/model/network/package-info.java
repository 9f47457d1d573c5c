/**
 * Layers and vertices that DL4J lacks, or is slow at. They know frames and channels, and neither emotions nor archives.
 * Called by the builders of networks alone.
 */
@NullMarked
package io.affekt.model.network;

import org.jspecify.annotations.NullMarked;
