package dev.zimage.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.server.SharedServer;
import dev.zimage.server.TestServer.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is wrong with the model is said before anything else about an order.
class ModelFirstTest {

    private static final String GENERATIONS = "/api/v1/images/generations";

    @RegisterExtension static final SharedServer SERVER = new SharedServer();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"model":"gpt-image-2","prompt":"p","size":"1:1"} | 20004 | Unknown model: "gpt-image-2". Known models: z-image
                    {"size":"1:1","prompt":7,"model":"dall-e-3"}      | 20004 | Unknown model: "dall-e-3". Known models: z-image
                    {"n":0,"seed":-1,"model":"gpt-image-2"}           | 20004 | Unknown model: "gpt-image-2". Known models: z-image
                    {"model":"z_image"}                               | 20004 | Unknown model: "z_image". Did you mean z-image? Known models: z-image
                    {"prompt":"p","size":"1:1"}                       | 20002 | Missing required parameter: model
                    {"model":null,"size":"1:1"}                       | 20002 | Missing required parameter: model
                    {}                                                | 20002 | Missing required parameter: model
                    {"size":"1:1","modle":"gpt-image-2"}              | 20010 | Unknown parameter: "modle". Did you mean model?
                    {"size":"1:1","model":7,"n":2}                    | 20003 | model must be a string, not a number
                    {"size":"1:1","model":["z-image"]}                | 20003 | model must be a string, not an array
                    """)
    void the_model_is_checked_before_every_other_parameter(String body, int code, String message) {
        for (String query : new String[] {"", "?dry_run=true", "?dry_run=maybe", "?dry=1"}) {
            Reply reply = SERVER.get().post(GENERATIONS + query, body);

            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.errorCode()).isEqualTo(code);
            assertThat(reply.errorMessage()).isEqualTo(message);
        }
    }

    @Test
    void a_good_model_leaves_the_other_parameters_to_be_checked() {
        Reply reply =
                SERVER.get()
                        .post(
                                GENERATIONS,
                                """
                                {"model":"z-image","prompt":"p","size":"1:1"}\
                                """);

        assertThat(reply.errorCode()).isEqualTo(20010);
        assertThat(reply.errorMessage()).startsWith("Unknown parameter: \"size\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"model":"gpt-image-2","prompt":"p","image":"x"} | 404 | model_not_found
                    {"stream":true,"n":99,"model":"dall-e-3"}        | 404 | model_not_found
                    {"stream":true,"n":99,"model":7}                 | 400 | invalid_value
                    """)
    void openai_s_dialect_checks_it_first_too(String body, int status, String code) {
        Reply reply = SERVER.get().post("/v1/images/generations", body);

        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.json().at("/error/code").asString()).isEqualTo(code);
        assertThat(reply.json().at("/error/param").asString()).isEqualTo("model");
    }
}
