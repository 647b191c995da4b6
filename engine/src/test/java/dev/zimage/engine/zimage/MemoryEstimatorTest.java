package dev.zimage.engine.zimage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.zimage.engine.GenerationException;
import dev.zimage.engine.ImageSize;
import dev.zimage.engine.model.ModelException;
import dev.zimage.engine.model.ModelFolder;
import dev.zimage.engine.model.SchedulerConfig;
import dev.zimage.engine.model.TextEncoderConfig;
import dev.zimage.engine.model.TransformerConfig;
import dev.zimage.engine.model.VaeDecoderConfig;
import dev.zimage.engine.precision.Precision;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The estimates for the published sizes.
class MemoryEstimatorTest {

    private static final long GIGABYTE = 1_000_000_000;
    private static final ImageSize MEGAPIXEL = new ImageSize(1024, 1024);
    private static final Path FOLDER = Path.of("model");

    private static final ModelFolder PUBLISHED =
            new ModelFolder(
                    FOLDER,
                    new SchedulerConfig(1000, 3, null, 0),
                    new TextEncoderConfig(151936, 2560, 36, 32, 8, 128, 9728, 1e-6, 1e6, false),
                    new TransformerConfig(
                            16,
                            3840,
                            30,
                            2,
                            30,
                            2560,
                            1e-5,
                            true,
                            256,
                            1000,
                            List.of(32, 48, 48),
                            List.of(1536, 512, 512)),
                    new VaeDecoderConfig(
                            16,
                            3,
                            List.of(128, 256, 512, 512),
                            2,
                            32,
                            0.3611,
                            0.1159,
                            true,
                            false));

    private static final ZImageOptions OPTIONS =
            ZImageOptions.of(FOLDER).withPrecision(Precision.INT8).withMemory(24 * GIGABYTE);

    private static MemoryEstimator need(ZImageOptions options) {
        return new MemoryEstimator(PUBLISHED, options);
    }

    @Test
    void a_megapixel_with_weights_of_8_bits_stays_under_16_gigabytes() {
        assertThat(need(OPTIONS).of(MEGAPIXEL)).isBetween(12 * GIGABYTE, 16 * GIGABYTE);
        assertThat(need(OPTIONS.withPrecision(Precision.Q4)).of(MEGAPIXEL))
                .isLessThan(need(OPTIONS).of(MEGAPIXEL));
        assertThat(need(OPTIONS.withPrecision(Precision.FP32)).of(MEGAPIXEL))
                .isGreaterThan(35 * GIGABYTE);
    }

    @Test
    void the_text_encoder_stays_where_there_is_room() {
        assertThat(need(OPTIONS).keepsTextEncoder()).isTrue();
        assertThat(need(OPTIONS.withMemory(12 * GIGABYTE)).keepsTextEncoder()).isFalse();
        assertThat(
                        need(OPTIONS.withMemory(12 * GIGABYTE).withTextEncoder(TextEncoderUse.KEEP))
                                .keepsTextEncoder())
                .isTrue();
    }

    @Test
    void where_pictures_are_small_there_is_room_for_the_text_encoder_sooner() {
        ZImageOptions tight = OPTIONS.withMemory(13 * GIGABYTE);
        assertThat(need(tight).keepsTextEncoder()).isFalse();
        assertThat(need(tight.withUsualSize(new ImageSize(512, 512))).keepsTextEncoder()).isTrue();
    }

    @Test
    void the_advice_is_what_would_help() {
        ZImageOptions keeping = OPTIONS.withTextEncoder(TextEncoderUse.KEEP);
        assertAdvice(keeping.withMemory(12 * GIGABYTE), "text encoder be dropped");
        assertAdvice(OPTIONS.withMemory(9 * GIGABYTE), "precision q4");
        assertAdvice(OPTIONS.withMemory(4 * GIGABYTE), "smaller picture");
        assertAdvice(OPTIONS.withMemory(4 * GIGABYTE).withAtOnce(3), "fewer pictures at once");
    }

    @Test
    void a_model_that_does_not_fit_is_not_even_loaded() {
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() ->
                        need(OPTIONS.withPrecision(Precision.FP32).withMemory(24 * GIGABYTE))
                                .checkWeights())
                .withMessageContainingAll("fp32", "GB", "choose the precision");
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() ->
                        need(OPTIONS.withPrecision(Precision.Q4).withMemory(2 * GIGABYTE))
                                .checkWeights())
                .withMessageContainingAll("2.0 GB", "more memory");
    }

    private static void assertAdvice(ZImageOptions options, String advice) {
        assertThatExceptionOfType(GenerationException.class)
                .isThrownBy(() -> need(options).check(MEGAPIXEL))
                .withMessageContainingAll("1024x1024", advice)
                .satisfies(e ->
                        assertThat(e.kind()).isEqualTo(GenerationException.Cause.OUT_OF_MEMORY));
    }
}
