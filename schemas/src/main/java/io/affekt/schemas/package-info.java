/**
 * The contract between the services: generated events, the catalogue of topics, keys, serdes and the partitioner by call
 * id. Every module but the libraries may call it; it calls nobody.
 */
@NullMarked
package io.affekt.schemas;

import org.jspecify.annotations.NullMarked;
