package dev.zimage.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zimage.config.Config;
import dev.zimage.engine.hub.HubAddress;
import dev.zimage.engine.hub.HubAddress.Dialect;
import dev.zimage.origin.BaseUrl;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HubChoiceTest {

    private static final String MIRROR = "https://mirror.example.com";
    private static final Config.Hub NOTHING = new Config.Hub(Optional.empty(), Optional.empty());

    @TempDir Path folder;
    private final Map<String, String> environment = new HashMap<>();
    private Path tokenFile;

    @BeforeEach
    void write() throws Exception {
        tokenFile = Files.writeString(folder.resolve("token"), "secret");
    }

    private HubChoice choice(@Nullable String from, Config.Hub configured)
            throws UnusableHubException {
        return HubChoice.of(new HubChoice.Options(from, null, null), configured, environment);
    }

    private Config.Hub configured() {
        return new Config.Hub(BaseUrl.parse(MIRROR), Optional.of(tokenFile));
    }

    @Test
    void where_nothing_is_said_it_is_hugging_face_without_a_token() throws Exception {
        assertThat(choice(null, NOTHING)).isEqualTo(new HubChoice(HubAddress.HUGGING_FACE, null));
    }

    @Test
    void the_command_line_goes_before_the_configuration_and_that_before_the_environment()
            throws Exception {
        environment.put("HF_ENDPOINT", "https://endpoint.example.com/");

        assertThat(choice("modelscope", configured()).address()).isEqualTo(HubAddress.MODEL_SCOPE);
        assertThat(choice(null, configured()).address()).hasToString(MIRROR);
        assertThat(choice(null, NOTHING).address()).hasToString("https://endpoint.example.com");
    }

    @Test
    void what_a_hub_speaks_can_be_said() throws Exception {
        HubChoice choice =
                HubChoice.of(
                        new HubChoice.Options(MIRROR, Dialect.MODEL_SCOPE, null),
                        NOTHING,
                        environment);

        assertThat(choice.address().dialect()).isEqualTo(Dialect.MODEL_SCOPE);
    }

    @Test
    void the_configured_token_is_for_the_configured_hub_alone() throws Exception {
        assertThat(choice(null, configured()).token()).isNotNull();
        assertThat(choice(MIRROR, configured()).token()).isNotNull();
        assertThat(choice("modelscope", configured()).token()).isNull();
        assertThat(choice("https://other.example.com", configured()).token()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "HF_TOKEN, huggingface, true",
        "HF_TOKEN, https://huggingface.co/, true",
        "HF_TOKEN, https://endpoint.example.com, true",
        "HF_TOKEN, http://huggingface.co, false",
        "HF_TOKEN, https://mirror.example.com, false",
        "HF_TOKEN, modelscope, false",
        "MODELSCOPE_API_TOKEN, modelscope, true",
        "MODELSCOPE_API_TOKEN, https://www.modelscope.cn, true",
        "MODELSCOPE_API_TOKEN, huggingface, false",
        "MODELSCOPE_API_TOKEN, https://mirror.example.com, false"
    })
    void a_token_of_the_environment_goes_to_its_own_hub(String variable, String from, boolean sent)
            throws Exception {
        environment.put("HF_ENDPOINT", "https://endpoint.example.com");
        environment.put(variable, "secret");

        assertThat(choice(from, NOTHING).token() != null).isEqualTo(sent);
    }

    @Test
    void a_byte_order_mark_is_no_part_of_a_token() throws Exception {
        Path marked = Files.writeString(folder.resolve("marked"), "\uFEFFsecret\r\n");

        assertThat(
                        HubChoice.of(
                                        new HubChoice.Options(null, null, marked),
                                        NOTHING,
                                        environment)
                                .token())
                .isNotNull();
    }

    @Test
    void a_token_file_that_is_empty_or_missing_is_named() throws Exception {
        Path empty = Files.writeString(folder.resolve("empty"), "\uFEFF\n");

        for (Path file : new Path[] {empty, folder.resolve("missing")}) {
            assertThatThrownBy(() ->
                            HubChoice.of(
                                    new HubChoice.Options(null, null, file), NOTHING, environment))
                    .isInstanceOf(UnusableHubException.class)
                    .hasMessageContaining(file.toString());
        }
    }
}
