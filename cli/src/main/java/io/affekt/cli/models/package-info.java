/** Training and the registry, by the REST of trainer-service. */
@NullMarked
package io.affekt.cli.models;

import org.jspecify.annotations.NullMarked;
