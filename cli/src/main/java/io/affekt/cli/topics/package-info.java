/** Events as people and programs read them. */
@NullMarked
package io.affekt.cli.topics;

import org.jspecify.annotations.NullMarked;
