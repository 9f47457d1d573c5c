package io.affekt.dashboard.live;

import org.apache.avro.specific.SpecificRecord;

/**
 * Something that was committed just now.
 *
 * @param type {@code call}, {@code prediction}, {@code summary} or {@code alert}
 * @param record the event
 */
public record LiveEvent(String type, SpecificRecord record) {}
