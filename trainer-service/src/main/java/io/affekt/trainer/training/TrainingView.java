package io.affekt.trainer.training;

import io.affekt.model.Evaluation;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How far a training is.
 *
 * @param id the training
 * @param name the model
 * @param architecture the network
 * @param state what it is at
 * @param epoch epochs done, of all networks together
 * @param epochs epochs in all
 * @param loss training loss of the last epoch
 * @param windows windows that it trains on
 * @param heldOutSpeakers speakers that it is judged on
 * @param evaluation how it did on them; null where there is nobody
 * @param version the version that came of it
 * @param promoted whether that version is now in production
 * @param message why it was or was not promoted, why the training failed, or why it was started where nobody asked for
 *     it
 */
public record TrainingView(
        String id,
        String name,
        String architecture,
        State state,
        int epoch,
        int epochs,
        double loss,
        int windows,
        Set<String> heldOutSpeakers,
        @Nullable Evaluation evaluation,
        @Nullable Integer version,
        boolean promoted,
        @Nullable String message) {

    /** What a training is at. */
    public enum State {
        WAITING,
        READING,
        SEARCHING,
        TRAINING,
        EVALUATING,
        DONE,
        FAILED,
        CANCELLED;

        public boolean ended() {
            return compareTo(DONE) >= 0;
        }
    }

    static TrainingView waiting(String id, TrainingRequest request) {
        return new TrainingView(
                id,
                request.name(),
                request.architecture().label(),
                State.WAITING,
                0,
                request.epochs(),
                0,
                0,
                Set.of(),
                null,
                null,
                false,
                null);
    }

    TrainingView at(State next) {
        return new TrainingView(
                id,
                name,
                architecture,
                next,
                epoch,
                epochs,
                loss,
                windows,
                heldOutSpeakers,
                evaluation,
                version,
                promoted,
                message);
    }

    TrainingView on(int trained, Set<String> heldOut) {
        return new TrainingView(
                id,
                name,
                architecture,
                State.TRAINING,
                epoch,
                epochs,
                loss,
                trained,
                heldOut,
                evaluation,
                version,
                promoted,
                message);
    }

    TrainingView after(int epochsDone, int ofEpochs, double newLoss) {
        return new TrainingView(
                id,
                name,
                architecture,
                state,
                epochsDone,
                ofEpochs,
                newLoss,
                windows,
                heldOutSpeakers,
                evaluation,
                version,
                promoted,
                message);
    }

    TrainingView done(@Nullable Evaluation result, int published, Promotion promotion) {
        return new TrainingView(
                id,
                name,
                architecture,
                State.DONE,
                epoch,
                epochs,
                loss,
                windows,
                heldOutSpeakers,
                result,
                published,
                promotion.granted(),
                promotion.reason());
    }

    TrainingView saying(String newMessage) {
        return new TrainingView(
                id,
                name,
                architecture,
                state,
                epoch,
                epochs,
                loss,
                windows,
                heldOutSpeakers,
                evaluation,
                version,
                promoted,
                newMessage);
    }

    TrainingView ended(State end, String why) {
        return new TrainingView(
                id,
                name,
                architecture,
                end,
                epoch,
                epochs,
                loss,
                windows,
                heldOutSpeakers,
                evaluation,
                version,
                promoted,
                why);
    }
}
