package dev.zimage.provenance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Anybody can write a receipt into a file.
class ReceiptFieldsTest {

    private static final String RECEIPT =
            """
            {"seed":%s,"width":512,"height":512,"created_at":"2026-11-29T12:00:00Z"}\
            """;

    @Test
    void a_receipt_is_read_from_its_line() {
        assertThat(ReceiptFields.read(RECEIPT.formatted("4294967295")))
                .map(Receipt::seed)
                .contains(4_294_967_295L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "4294967296", "1e300", "\"7\"", "null"})
    void one_with_a_seed_that_no_engine_takes_is_none(String seed) {
        assertThat(ReceiptFields.read(RECEIPT.formatted(seed))).isEmpty();
    }
}
