/** Recordings in, timelines out: the commands that send calls and read predictions. */
@NullMarked
package io.affekt.cli.calls;

import org.jspecify.annotations.NullMarked;
