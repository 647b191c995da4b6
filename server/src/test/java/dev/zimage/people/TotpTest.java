package dev.zimage.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {

    /// The secret of RFC 6238, appendix B: the ASCII text 12345678901234567890.
    private static final Totp RFC = new Totp("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");

    @ParameterizedTest
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130"
    })
    void the_codes_are_those_of_the_rfc(long time, String code) {
        assertThat(RFC.code(Totp.stepAt(Instant.ofEpochSecond(time)))).isEqualTo(code);
    }

    @Test
    void a_clock_may_be_one_step_off_and_no_more() {
        Instant now = Instant.ofEpochSecond(1_111_111_109);
        long step = Totp.stepAt(now);

        assertThat(RFC.step(RFC.code(step - 1), now)).hasValue(step - 1);
        assertThat(RFC.step(RFC.code(step + 1), now)).hasValue(step + 1);
        assertThat(RFC.step(RFC.code(step - 2), now)).isEmpty();
        assertThat(RFC.step(RFC.code(step + 2), now)).isEmpty();
    }
}
