package io.affekt.trainer.export;

import io.affekt.trainer.dataset.Dataset;
import io.affekt.trainer.dataset.DatasetRecord;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/** The records as CSV (RFC 4180) in UTF-8, in the order of the matrices. */
final class CsvExport {

    private CsvExport() {}

    static void write(Dataset dataset, OutputStream out) throws IOException {
        Writer csv = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        csv.write("key,call,channel,window,augmentation,emotion,speaker,held_out\r\n");
        for (int i = 0; i < dataset.size(); i++) {
            DatasetRecord record = dataset.record(i);
            csv.write(String.join(
                            ",",
                            quoted(record.key()),
                            record.call(),
                            Integer.toString(record.channel()),
                            Integer.toString(record.window()),
                            quoted(record.augmentation()),
                            record.emotion().label(),
                            quoted(record.speaker()),
                            Boolean.toString(record.heldOut()))
                    + "\r\n");
        }
        csv.flush();
    }

    private static String quoted(String field) {
        boolean plain = field.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
    }
}
