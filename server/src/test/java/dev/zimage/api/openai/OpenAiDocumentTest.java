package dev.zimage.api.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.api.http.Answer;
import dev.zimage.api.http.Refusal;
import dev.zimage.api.openapi.OpenApiDocument;
import dev.zimage.errors.ErrorCode;
import dev.zimage.tasks.Failure;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What `openapi.json` says of the dialect is what the code has.
class OpenAiDocumentTest {

    private final OpenApiDocument document = OpenApiDocument.read();

    @Test
    void the_order_has_the_fields_of_the_code_and_no_others() {
        assertThat(document.schema("ImagesRequest").path("properties").propertyNames())
                .containsExactlyInAnyOrderElementsOf(ImagesRequest.FIELDS);
    }

    @Test
    void the_types_and_codes_of_errors_are_those_of_the_code() {
        JsonNode error = document.schema("OpenAiErrorBody").path("properties");

        assertThat(values(error.path("type").path("enum")))
                .containsExactlyInAnyOrderElementsOf(ofTheCode("type"));
        assertThat(values(error.path("code").path("enum")))
                .containsExactlyInAnyOrderElementsOf(ofTheCode("code"));
    }

    private static List<String> values(JsonNode list) {
        return list.valueStream().map(value -> value.asString("null")).toList();
    }

    private static List<String> ofTheCode(String member) {
        return errors().map(
                        answer -> new JsonMapper().readTree(((Answer.Bytes) answer.body()).bytes()))
                .map(body -> body.path("error").path(member).asString("null"))
                .distinct()
                .toList();
    }

    private static Stream<Answer> errors() {
        Stream<Answer> refusals =
                Arrays.stream(ErrorCode.values())
                        .map(code ->
                                code.isOfTask()
                                        ? OpenAiErrors.failed(new Failure(code, "told to"))
                                        : OpenAiErrors.of(new Refusal(code, "told to")));
        return Stream.concat(
                refusals, Stream.of(OpenAiErrors.stillDrawing("task_0"), OpenAiErrors.gone()));
    }
}
