package dev.zimage.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AlternatingOrderTest {

    @Test
    void each_contender_goes_first_every_other_round() throws Exception {
        StringBuilder order = new StringBuilder();
        for (int round = 0; round < 4; round++) {
            AlternatingOrder.take(round, () -> order.append('A'), () -> order.append('B'));
        }
        assertThat(order).hasToString("ABBAABBA");
    }
}
