package io.affekt.trainer.rest;

import io.affekt.trainer.training.RetrainingTrigger;
import io.affekt.trainer.training.TrainingView;
import io.affekt.trainer.training.Trainings;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestStreamElementType;

/** Trainings as jobs. */
@Path("/v1/trainings")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class TrainingResource {

    private final Trainings trainings;
    private final RetrainingTrigger trigger;

    TrainingResource(Trainings trainings, RetrainingTrigger trigger) {
        this.trainings = trainings;
        this.trigger = trigger;
    }

    @POST
    @Operation(summary = "Starts a training; 409 while the same model is being trained")
    public Response start(@NotNull NewTraining training) {
        TrainingView view = trainings.start(training.toRequest());
        return Response.accepted(view)
                .location(URI.create("/v1/trainings/" + view.id()))
                .build();
    }

    @GET
    @Operation(summary = "The trainings of this process, newest first")
    public List<TrainingView> list() {
        return trainings.list();
    }

    @GET
    @Path("/new-labels")
    @Operation(
            summary =
                    "How many newly labelled windows no training has seen: since the last one of the default model was"
                            + " started, or since this service was")
    public RetrainingTrigger.NewLabels newLabels() {
        return trigger.newLabels();
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "How far a training is")
    public TrainingView get(@PathParam("id") String id) {
        return trainings.get(id);
    }

    @DELETE
    @Path("/{id}")
    @Operation(summary = "Cancels a training; nothing of it is published")
    public TrainingView cancel(@PathParam("id") String id) {
        return trainings.cancel(id);
    }

    @GET
    @Path("/{id}/events")
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(summary = "A training's progress as server-sent events, to its end")
    public Multi<TrainingView> events(@PathParam("id") String id) {
        trainings.get(id);
        return Multi.createFrom().emitter(emitter -> {
            Runnable unfollow = trainings.follow(id, view -> {
                emitter.emit(view);
                if (view.state().ended()) {
                    emitter.complete();
                }
            });
            emitter.onTermination(unfollow);
        });
    }
}
