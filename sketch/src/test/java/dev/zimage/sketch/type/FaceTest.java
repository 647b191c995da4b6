package dev.zimage.sketch.type;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FaceTest {

    @Test
    void a_glyph_in_use_stays_while_many_others_are_read() {
        Face face = Face.named("sans-medium");
        Face.Glyph used = face.glyph('a');
        for (int c = 0x4E00; c < 0x4E00 + 2000; c++) {
            assertThat(face.glyph(c).advance()).isPositive();
            assertThat(face.glyph('a')).isSameAs(used);
        }
    }
}
