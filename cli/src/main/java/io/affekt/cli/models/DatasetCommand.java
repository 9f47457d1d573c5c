package io.affekt.cli.models;

import io.affekt.cli.Terminal;
import io.affekt.cli.platform.PlatformOptions;
import io.affekt.cli.platform.RestClient;
import io.affekt.cli.platform.Service;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code affekt dataset}: the labelled windows as a file. */
@Command(
        name = "dataset",
        description = "Writes the labelled windows that stand in labeled-features now, features and labels, to a file:"
                + " HDF5 (.h5, .hdf5), arrays for NumPy (.zip), or the labels alone (.csv).")
public final class DatasetCommand implements Callable<Integer> {

    @Mixin
    private final PlatformOptions options = new PlatformOptions();

    @Parameters(paramLabel = "FILE", description = "Where it goes; its ending says the format.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Override
    public Integer call() throws InterruptedException {
        String format = format(file.getFileName().toString().toLowerCase(Locale.ROOT));
        Terminal.progress("writing " + file);
        long bytes =
                new RestClient(options.ports().uri(Service.TRAINER)).download("/v1/dataset?format=" + format, file);
        Terminal.progressDone();
        Terminal.out().println(file + "  " + bytes + " bytes");
        return 0;
    }

    private String format(String name) {
        if (name.endsWith(".h5") || name.endsWith(".hdf5")) {
            return "hdf5";
        }
        if (name.endsWith(".zip")) {
            return "npy";
        }
        if (name.endsWith(".csv")) {
            return "csv";
        }
        throw new IllegalArgumentException(
                file + " must end with .h5 or .hdf5 (HDF5), .zip (NumPy) or .csv (labels alone)");
    }
}
