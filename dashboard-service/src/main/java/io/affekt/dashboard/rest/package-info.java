/** REST for people's pages and for programs; described at {@code /q/openapi}. */
@NullMarked
package io.affekt.dashboard.rest;

import org.jspecify.annotations.NullMarked;
