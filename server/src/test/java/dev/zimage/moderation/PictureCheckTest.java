package dev.zimage.moderation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zimage.engine.safety.PictureClassifier;
import dev.zimage.loading.LazyLoad;
import dev.zimage.server.SettableClock;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PictureCheckTest {

    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final AtomicInteger loads = new AtomicInteger();

    @Test
    void what_could_not_be_loaded_is_tried_again_after_a_minute() {
        try (PictureCheck check = new PictureCheck(this::atSecondTry, 0.5, clock)) {
            assertThat(check.isReady()).isFalse();
            assertThat(check.isReady()).isFalse();
            assertThat(loads).hasValue(1);
            clock.advance(LazyLoad.AGAIN);
            assertThat(check.isReady()).isTrue();
        }
    }

    private PictureClassifier atSecondTry() throws IOException {
        if (loads.incrementAndGet() == 1) {
            throw new IOException("told to");
        }
        return PictureClassifier.load(1);
    }

    @Test
    void a_picture_that_cannot_be_checked_is_not_let_through() {
        BufferedImage picture = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
        try (PictureCheck check = new PictureCheck(this::atSecondTry, 0.5, clock)) {
            assertThatThrownBy(() -> check.look(picture))
                    .isInstanceOf(CheckUnavailableException.class);
        }
    }
}
