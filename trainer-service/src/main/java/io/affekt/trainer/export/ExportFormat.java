package io.affekt.trainer.export;

import io.affekt.trainer.dataset.Dataset;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How a dataset is written. Whatever the format, the heap does not grow with the matrices. */
public enum ExportFormat {
    /** One file with a dataset for the matrices and one for each column of the records. */
    HDF5("application/x-hdf5", ".h5"),
    /** A ZIP with arrays for NumPy, which reads it as it is, and the records as CSV. */
    NPY("application/zip", ".zip"),
    /** The records alone, without their matrices. */
    CSV("text/csv", ".csv");

    private final String mediaType;
    private final String ending;

    ExportFormat(String mediaType, String ending) {
        this.mediaType = mediaType;
        this.ending = ending;
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String mediaType() {
        return mediaType;
    }

    /** How the names of such files end. */
    public String ending() {
        return ending;
    }

    /**
     * Writes a dataset that has records; the stream stays open.
     *
     * @throws IOException when the stream, or the disk, does not take it
     */
    public void write(Dataset dataset, OutputStream out) throws IOException {
        switch (this) {
            case HDF5 -> Hdf5Export.write(dataset, out);
            case NPY -> NpyExport.write(dataset, out);
            case CSV -> CsvExport.write(dataset, out);
        }
    }

    /**
     * The format of a name.
     *
     * @throws IllegalArgumentException with a message fit for people
     */
    public static ExportFormat named(String label) {
        return Arrays.stream(values())
                .filter(format -> format.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + label + "' is not a format; there are "
                        + Arrays.stream(values()).map(ExportFormat::label).collect(Collectors.joining(", "))));
    }
}
