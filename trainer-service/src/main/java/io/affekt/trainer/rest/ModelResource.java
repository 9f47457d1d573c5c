package io.affekt.trainer.rest;

import io.affekt.schemas.AvroSerde;
import io.affekt.schemas.ModelAlias;
import io.affekt.schemas.ModelVersion;
import io.affekt.schemas.Topics;
import io.affekt.trainer.registry.ModelRegistry;
import io.affekt.trainer.registry.RegisteredVersion;
import io.smallrye.common.annotation.Blocking;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Versions and the production alias. */
@Path("/v1/models")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ModelResource {

    private static final String PRODUCTION = "production";

    private final ModelRegistry registry;

    ModelResource(ModelRegistry registry) {
        this.registry = registry;
    }

    @GET
    @Operation(summary = "The versions of a model, oldest first")
    public List<ModelView> list(@QueryParam("name") @DefaultValue("emotion") String name) {
        return registry.versions(name).stream().map(this::view).toList();
    }

    @GET
    @Path("/{version}")
    @Operation(summary = "One version")
    public ModelView get(@QueryParam("name") @DefaultValue("emotion") String name, @PathParam("version") int version) {
        return view(registry.version(name, version));
    }

    @GET
    @Path("/{version}/record")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @Operation(summary = "The whole ModelVersion record, archive included, in Avro single-object encoding")
    public byte[] record(@QueryParam("name") @DefaultValue("emotion") String name, @PathParam("version") int version) {
        byte[] bytes = AvroSerde.withoutRegistry(ModelVersion.class)
                .serialize(Topics.MODEL_VERSIONS.name(), registry.record(name, version));
        return Objects.requireNonNull(bytes);
    }

    @GET
    @Path("/{version}/report")
    @Produces(MediaType.TEXT_HTML)
    @Operation(summary = "What is known of a version, as one HTML page")
    public Response report(
            @QueryParam("name") @DefaultValue("emotion") String name, @PathParam("version") int version) {
        ByteBuffer report = registry.record(name, version).getReport();
        if (report == null) {
            throw new NoSuchElementException("Version " + version + " of model " + name + " has no report");
        }
        byte[] gzip = new byte[report.remaining()];
        report.duplicate().get(gzip);
        try (GZIPInputStream page = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
            // The page is one file: nothing may be loaded or run from elsewhere, whatever a label is called.
            return Response.ok(page.readAllBytes(), MediaType.TEXT_HTML + ";charset=UTF-8")
                    .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException("The report of version " + version + " is damaged", e);
        }
    }

    @GET
    @Path("/{version}/card")
    @Produces("text/markdown;charset=UTF-8")
    @Operation(summary = "The model card of a version, in Markdown")
    public String card(@QueryParam("name") @DefaultValue("emotion") String name, @PathParam("version") int version) {
        String card = registry.record(name, version).getModelCard();
        if (card == null) {
            throw new NoSuchElementException("Version " + version + " of model " + name + " has no card");
        }
        return card;
    }

    @GET
    @Path("/history")
    @Operation(summary = "Every move of the production alias, oldest first")
    public List<AliasView> history(@QueryParam("name") @DefaultValue("emotion") String name) {
        return registry.history(name, PRODUCTION).stream().map(AliasView::of).toList();
    }

    @POST
    @Path("/{version}/promote")
    @Operation(summary = "Puts a version into production by a person's explicit word")
    public AliasView promote(
            @QueryParam("name") @DefaultValue("emotion") String name,
            @PathParam("version") int version,
            @NotNull @Valid MoveRequest request) {
        return AliasView.of(registry.promote(name, PRODUCTION, version, request.reason(), request.actor()));
    }

    @POST
    @Path("/rollback")
    @Operation(summary = "Puts the version before the present one back into production")
    public AliasView rollback(
            @QueryParam("name") @DefaultValue("emotion") String name, @NotNull @Valid MoveRequest request) {
        return AliasView.of(registry.rollback(name, PRODUCTION, request.reason(), request.actor()));
    }

    private ModelView view(RegisteredVersion registered) {
        String name = registered.version().getName();
        int version = registered.version().getVersion();
        boolean serves = registry.current(name, PRODUCTION)
                .map(ModelAlias::getVersion)
                .filter(current -> current == version)
                .isPresent();
        return ModelView.of(registered.version(), serves ? List.of(PRODUCTION) : List.of());
    }
}
