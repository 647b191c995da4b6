package dev.zimage.engine.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zimage.engine.hub.HubAddress.Dialect;
import dev.zimage.engine.hub.PullRequest.AccessToken;
import dev.zimage.engine.weights.ByteCount;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HubAddressTest {

    @ParameterizedTest
    @CsvSource({
        "huggingface, https://huggingface.co, HUGGING_FACE",
        "modelscope, https://modelscope.cn, MODEL_SCOPE",
        "https://www.modelscope.cn/, https://www.modelscope.cn, MODEL_SCOPE",
        "https://modelscope.ai, https://modelscope.ai, MODEL_SCOPE",
        "https://hf-mirror.com, https://hf-mirror.com, HUGGING_FACE",
        "https://notmodelscope.cn, https://notmodelscope.cn, HUGGING_FACE",
        "https://mirror.example.com/api/hf//, https://mirror.example.com/api/hf, HUGGING_FACE",
        "http://[::1]:8080, http://[::1]:8080, HUGGING_FACE"
    })
    void a_name_or_an_address_tells_where_a_hub_is_and_what_it_speaks(
            String text, String root, Dialect dialect) {
        assertThat(HubAddress.of(text)).isEqualTo(new HubAddress(URI.create(root), dialect));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hugging face",
                "huggingface.co",
                "ftp://huggingface.co",
                "file:///etc/passwd",
                "https://user:secret@huggingface.co",
                "https://huggingface.co?token=secret",
                "https://huggingface.co#secret"
            })
    void what_is_no_address_is_refused_without_repeating_it(String text) {
        assertThatThrownBy(() -> HubAddress.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "a/b/c", "../b", "a/..", "a/b?x", "a b/c", "/a/b", "a/b%2f"})
    void what_is_no_repository_is_refused(String text) {
        assertThatThrownBy(() -> new ModelSource(HubAddress.HUGGING_FACE, text, "main"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../main", "a..b", "-x", "a b", "main?x"})
    void what_is_no_revision_is_refused(String text) {
        assertThatThrownBy(() -> new ModelSource(HubAddress.HUGGING_FACE, "a/b", text))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\nb", "ä", "a;b"})
    void what_is_no_token_is_refused(String text) {
        assertThatThrownBy(() -> new AccessToken(text))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_token_does_not_show_itself() {
        assertThat(new AccessToken("hf_secret\n").toString()).isEqualTo("(token)");
    }

    @ParameterizedTest
    @CsvSource({
        "a/b c.json, a/b%20c.json",
        "refs/pr/1, refs/pr/1",
        "ü/%2f?#&, %C3%BC/%252f%3F%23%26",
    })
    void paths_are_encoded_part_by_part(String path, String encoded) {
        assertThat(HubApi.path(path)).isEqualTo(encoded);
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:8000, false",
        "http://localhost, false",
        "http://[::1]:1, false",
        "https://hub.example.com, false",
        "http://hub.example.com, true",
        "http://127.example.com, true",
    })
    void what_leaves_the_machine_in_the_clear_is_known(String address, boolean open) {
        assertThat(HubAddress.of(address).isOpenToEavesdroppers()).isEqualTo(open);
    }

    @Test
    void a_file_as_large_as_no_disk_is_refused_before_it_is_planned() {
        HubFile.ListedFile huge =
                new HubFile.ListedFile(
                        "vae/a.safetensors",
                        1L << 62,
                        HubFile.Checksum.Kind.SHA_256,
                        "0".repeat(64));
        assertThatThrownBy(huge::checked)
                .isInstanceOf(PullException.class)
                .hasMessageContainingAll("vae/a.safetensors", "4.6 EB");
    }

    @Test
    void words_of_a_hub_cannot_steer_a_terminal() {
        assertThat(HubResponse.quoted("a\u001b[2Jb\u009b2Jc\u202ed")).isEqualTo("a [2Jb 2Jc d");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 bytes",
        "999, 999 bytes",
        "1000, 1.0 kB",
        "999_949, 1.0 MB",
        "32_900_000_000, 32.9 GB",
        "120_000_000_000, 120 GB",
        "9_223_372_036_854_775_807, 9.2 EB"
    })
    void bytes_are_told_in_units_of_a_thousand(String bytes, String text) {
        assertThat(ByteCount.text(Long.parseLong(bytes.replace("_", "")))).isEqualTo(text);
    }
}
