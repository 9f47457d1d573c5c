package io.affekt.trainer.rest;

import io.affekt.trainer.TrainerConfig;
import io.affekt.trainer.dataset.Dataset;
import io.affekt.trainer.dataset.DatasetReader;
import io.affekt.trainer.export.ExportFormat;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.util.NoSuchElementException;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The dataset as it stands now, as a file. */
@Path("/v1/dataset")
@Blocking
public class DatasetResource {

    private final DatasetReader reader;
    private final TrainerConfig.Trainer config;

    DatasetResource(DatasetReader reader, TrainerConfig config) {
        this.reader = reader;
        this.config = config.trainer();
    }

    @GET
    @Operation(
            summary = "The labelled windows that stand in the topic now: hdf5, npy (a ZIP) or csv (without matrices)")
    public Response get(@QueryParam("format") @DefaultValue("npy") String format) throws IOException {
        ExportFormat wanted = ExportFormat.named(format);
        Dataset dataset = reader.read(config.specification());
        try {
            check(dataset, wanted);
        } catch (RuntimeException e) {
            dataset.close();
            throw e;
        }
        StreamingOutput file = out -> {
            try (dataset) {
                wanted.write(dataset, out);
            }
        };
        return response(wanted).entity(file).build();
    }

    /** Without this a HEAD would read the topic, and nobody would close what was read. */
    @HEAD
    @Operation(hidden = true)
    public Response head(@QueryParam("format") @DefaultValue("npy") String format) {
        return response(ExportFormat.named(format)).build();
    }

    private static Response.ResponseBuilder response(ExportFormat format) {
        return Response.ok()
                .type(format.mediaType())
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"dataset" + format.ending() + '"');
    }

    private void check(Dataset dataset, ExportFormat format) {
        if (dataset.size() == 0) {
            throw new NoSuchElementException("There are no labelled windows of " + config.specification()
                    + " in labeled-features; send a labelled corpus first");
        }
        if (format == ExportFormat.HDF5 && dataset.size() > config.hdf5MaxRecords()) {
            throw HttpProblem.valueOf(
                    Response.Status.REQUEST_ENTITY_TOO_LARGE,
                    "The dataset has " + dataset.size() + " records, and HDF5 is written of at most "
                            + config.hdf5MaxRecords()
                            + " (affekt.trainer.hdf5-max-records); ask for format=npy, which takes any number");
        }
    }
}
