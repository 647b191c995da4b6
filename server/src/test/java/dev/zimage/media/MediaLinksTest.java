package dev.zimage.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.zimage.engine.ImageFormat;
import dev.zimage.media.MediaLinks.Verdict;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaLinksTest {

    private static final MediaKey KEY =
            new MediaKey("018f5a3a1b6e7d9f8c2b4d6e8f0a2c4e", 0, ImageFormat.JPEG);
    private static final Instant END = Instant.ofEpochSecond(1_735_000_000);
    private static final Instant BEFORE = END.minusMillis(1);

    private final MediaLinks links = new MediaLinks(List.of(secret(1)));

    @Test
    void a_link_is_a_path_with_its_expiry_and_signature() {
        assertThat(links.sign(KEY, END))
                .matches(
                        "/media/tasks/018f5a3a1b6e7d9f8c2b4d6e8f0a2c4e/0\\.jpg"
                                + "\\?expires=1735000000&signature=[A-Za-z0-9_-]{43}")
                .isEqualTo(links.sign(KEY, END.plusMillis(999)));
    }

    @Test
    void the_signature_is_the_hmac_that_anyone_with_the_secret_computes() {
        // printf 'PATH\n1735000000' | openssl dgst -sha256 -mac HMAC -macopt hexkey:0101...
        assertThat(links.sign(KEY, END)).endsWith("=ymKzeImQ47QkIvKcP4Jt-eDtkBcs2Ra7ZONCxa49-C4");
    }

    @Test
    void a_link_is_valid_until_its_expiry() {
        assertThat(verify(links, links.sign(KEY, END), BEFORE))
                .isEqualTo(new Verdict.Valid(KEY, END));
        assertThat(verify(links, links.sign(KEY, END), END)).isEqualTo(new Verdict.Expired());
    }

    @ParameterizedTest
    @CsvSource({
        "0.jpg, 1.jpg",
        "0.jpg, 0.png",
        "2c4e, 2c4f",
        "1735000000, 1735000001",
        "1735000000, 01735000000",
        "1735000000, +1735000000",
        "1735000000, 1735000000999999999999",
        "1735000000, ''",
        "tasks/, tasks/../tasks/",
        "/media/, /Media/",
    })
    void a_link_that_was_changed_is_forged_even_when_it_has_expired(String from, String to) {
        String changed = links.sign(KEY, END).replaceFirst(from, to);
        assertThat(verify(links, changed, BEFORE)).isEqualTo(new Verdict.Forged());
        assertThat(verify(links, changed, END)).isEqualTo(new Verdict.Forged());
    }

    @Test
    void a_link_with_any_character_of_its_signature_changed_is_forged() {
        String link = links.sign(KEY, END);
        for (int at = link.indexOf("signature=") + 10; at < link.length(); at++) {
            char other = link.charAt(at) == 'A' ? 'B' : 'A';
            String changed = link.substring(0, at) + other + link.substring(at + 1);
            assertThat(verify(links, changed, BEFORE)).isEqualTo(new Verdict.Forged());
        }
    }

    @Test
    void a_link_with_something_missing_or_strange_is_forged() {
        String path = "/media/" + KEY.path();
        assertThat(links.verify(path, null, "x", BEFORE)).isEqualTo(new Verdict.Forged());
        assertThat(links.verify(path, "1735000000", null, BEFORE)).isEqualTo(new Verdict.Forged());
        assertThat(links.verify(path, "1735000000", "", BEFORE)).isEqualTo(new Verdict.Forged());
        assertThat(links.verify(path, "1735000000", "é\uD800", BEFORE))
                .isEqualTo(new Verdict.Forged());
        assertThat(links.verify("/", "1735000000", "x", BEFORE)).isEqualTo(new Verdict.Forged());
    }

    @Test
    void the_newest_secret_signs_and_older_ones_still_verify() {
        MediaLinks rotated = new MediaLinks(List.of(secret(2), secret(1)));
        MediaLinks later = new MediaLinks(List.of(secret(2)));
        Verdict valid = new Verdict.Valid(KEY, END);

        assertThat(verify(rotated, links.sign(KEY, END), BEFORE)).isEqualTo(valid);
        assertThat(verify(later, rotated.sign(KEY, END), BEFORE)).isEqualTo(valid);
        assertThat(verify(later, links.sign(KEY, END), BEFORE)).isEqualTo(new Verdict.Forged());
    }

    @Test
    void secrets_that_can_be_guessed_are_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new MediaLinks(List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MediaLinks(List.of(secret(1), new byte[31])))
                .withMessageContaining("31");
    }

    private static Verdict verify(MediaLinks links, String link, Instant now) {
        String[] parts = link.split("\\?expires=|&signature=", -1);
        return links.verify(parts[0], parts[1], parts[2], now);
    }

    private static byte[] secret(int fill) {
        byte[] secret = new byte[32];
        Arrays.fill(secret, (byte) fill);
        return secret;
    }
}
