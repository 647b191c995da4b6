package dev.zimage.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResultTableTest {

    private static final Quantity HUNDRED = Quantity.perSecond(100);

    @Test
    void a_figure_is_one_line_with_its_verdict() {
        assertThat(
                        ResultTable.markdown(
                                List.of(
                                        new Figure(
                                                "submit",
                                                Quantity.perSecond(16_234.4),
                                                Quantity.perSecond(38_000),
                                                new Target.RatioAtLeast(0.4)),
                                        Figure.of("p99", Quantity.millis(31.26))
                                                .withBar(new Target.Below(Quantity.millis(30))),
                                        Figure.of("start", Quantity.seconds(0.534)))))
                .isEqualTo(
                        """
                        | what   |   figure | baseline | ratio | bar          | reached |
                        | ------ | -------: | -------: | ----: | ------------ | ------- |
                        | submit | 16,234/s | 38,000/s |  0.43 | ratio >= 0.4 | yes     |
                        | p99    |  31.3 ms |          |       | < 30.0 ms    | NO      |
                        | start  |   0.53 s |          |       |              |         |
                        """);
    }

    @ParameterizedTest
    @CsvSource({"40, true", "39.9, false", "0, false"})
    void a_ratio_is_reached_from_its_least_on(double measured, boolean reached) {
        Figure figure = new Figure("f", Quantity.perSecond(measured), HUNDRED, null);
        assertThat(new Target.RatioAtLeast(0.4).isReachedBy(figure)).isEqualTo(reached);
    }

    @Test
    void a_ratio_without_a_baseline_is_not_reached() {
        assertThat(new Target.RatioAtLeast(0.4).isReachedBy(Figure.of("f", HUNDRED))).isFalse();
    }

    @Test
    void a_limit_itself_is_not_below_it() {
        Target bar = new Target.Below(Quantity.millis(30));
        assertThat(bar.isReachedBy(Figure.of("f", Quantity.millis(29.9)))).isTrue();
        assertThat(bar.isReachedBy(Figure.of("f", Quantity.millis(30)))).isFalse();
        assertThat(bar.isReachedBy(Figure.of("f", Quantity.seconds(1)))).isFalse();
    }

    @Test
    void a_baseline_of_another_unit_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Figure("f", HUNDRED, Quantity.millis(1), null));
    }
}
