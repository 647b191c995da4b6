package dev.zimage.provenance.marking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.engine.GeneratedImage;
import dev.zimage.engine.GenerationParameters;
import dev.zimage.engine.ImageFormat;
import dev.zimage.provenance.Receipt;
import dev.zimage.provenance.metadata.PictureMetadata;
import dev.zimage.provenance.picture.SamplePictures;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class PictureMarkerTest {

    private static final GenerationParameters GUIDED =
            new GenerationParameters(
                    GenerationParameters.Origin.MODEL, "", "int8", 28, 4, "blurry, text");

    @ParameterizedTest
    @EnumSource(ImageFormat.class)
    void the_file_tells_both_prompts_or_none(ImageFormat format) throws IOException {
        Receipt told = receipt(format, true);
        assertThat(told.prompt()).isEqualTo("a boat");
        assertThat(told.negativePrompt()).isEqualTo("blurry, text");

        Receipt silent = receipt(format, false);
        assertThat(silent.prompt()).isNull();
        assertThat(silent.negativePrompt()).isNull();
        assertThat(silent.guidance()).isEqualTo(4);
    }

    private static Receipt receipt(ImageFormat format, boolean prompt) throws IOException {
        Marks marks = new Marks(false, true, false, false, "", prompt);
        PictureMarker marker =
                new PictureMarker(marks, Optional.empty(), "zimage test", Clock.systemUTC());
        GeneratedImage image = new GeneratedImage(SamplePictures.poster(64, 64, 1), GUIDED);
        PictureOrder order = new PictureOrder("task_1", "z-image", "z-image", 7, "a boat");
        byte[] file = marker.mark(image, format, order).bytes();
        return PictureMetadata.receipt(file, format).orElseThrow();
    }
}
