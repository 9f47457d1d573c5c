/** Labelled corpora on disk: which recordings, which labels, whose voices. Read by the commands that train and evaluate. */
@NullMarked
package io.affekt.cli.corpus;

import org.jspecify.annotations.NullMarked;
