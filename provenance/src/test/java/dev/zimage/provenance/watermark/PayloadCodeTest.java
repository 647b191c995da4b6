package dev.zimage.provenance.watermark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class PayloadCodeTest {

    @Test
    void the_codes_of_two_installations_agree_by_chance_alone() {
        Random random = new Random(1);
        for (int i = 0; i < 1000; i++) {
            boolean[] one = PayloadCode.of(payload(random));
            boolean[] other = PayloadCode.of(payload(random));
            assertThat(different(one, other)).isBetween(170, 310);
        }
    }

    private static WatermarkPayload payload(Random random) {
        return new WatermarkPayload(1, 2, random.nextLong() & WatermarkPayload.MAX_INSTALLATION);
    }

    private static int different(boolean[] one, boolean[] other) {
        int count = 0;
        for (int i = 0; i < PayloadCode.CODE_BITS; i++) {
            count += one[i] == other[i] ? 0 : 1;
        }
        return count;
    }
}
