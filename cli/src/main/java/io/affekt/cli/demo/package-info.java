/** The whole story on one machine in one go. */
@NullMarked
package io.affekt.cli.demo;

import org.jspecify.annotations.NullMarked;
