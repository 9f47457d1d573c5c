package io.affekt.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.affekt.model.Evaluation;
import org.junit.jupiter.api.Test;

class PromotionTest {

    private static Evaluation uar(int windows, double uar) {
        return new Evaluation(windows, uar, uar, uar, 0, new int[8][8]);
    }

    @Test
    void shouldPromoteWhatIsNotWorse() {
        assertThat(Promotion.decide(uar(200, 0.60), uar(200, 0.60)).granted()).isTrue();
        assertThat(Promotion.decide(uar(200, 0.61), uar(200, 0.60)).reason())
                .contains("0.6100")
                .contains("0.6000");
        assertThat(Promotion.decide(uar(200, 0.3), null).granted()).isTrue();
    }

    @Test
    void shouldNotPromoteWhatIsWorse() {
        Promotion promotion = Promotion.decide(uar(5000, 0.5999), uar(5000, 0.60));

        assertThat(promotion.granted()).isFalse();
        assertThat(promotion.reason()).contains("less than");
    }

    @Test
    void shouldNotPromoteOnTooLittleEvidence() {
        assertThat(Promotion.decide(uar(199, 0.99), null).granted()).isFalse();
        assertThat(Promotion.decide(null, null).granted()).isFalse();
    }
}
