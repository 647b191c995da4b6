package dev.zimage.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.api.OrderParameter.OrderDialect;
import dev.zimage.api.http.Route;
import dev.zimage.api.openapi.OpenApiDocument;
import dev.zimage.engine.ImageFormat;
import dev.zimage.errors.ErrorCode;
import dev.zimage.models.AspectRatio;
import dev.zimage.models.PictureSizes;
import dev.zimage.server.TestServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

public class OpenApiTest {

    /// What clients send may leave members out.
    private static final Set<String> REQUESTS =
            Set.of("GenerationRequest", "ImagesRequest", "ImagesEdit");

    private static final JsonMapper JSON = new JsonMapper();

    private final OpenApiDocument document = OpenApiDocument.read();

    public static byte[] resource() {
        try (InputStream stream = OpenApiTest.class.getResourceAsStream("/openapi.json")) {
            return Objects.requireNonNull(stream).readAllBytes();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void the_document_has_the_operations_of_the_code_and_no_others(@TempDir Path folder) {
        Map<String, Boolean> documented = new TreeMap<>();
        for (OpenApiDocument.Operation operation : document.operations().values()) {
            if (!operation.method().equals("HEAD")) {
                documented.put(operation.method() + " " + operation.path(), operation.keyed());
            }
        }
        try (TestServer server = TestServer.start(folder)) {
            Map<String, Boolean> real = new TreeMap<>();
            for (Route route : server.api().routes()) {
                // What is at /mcp is described by its protocol.
                if (!route.path().equals("/mcp")) {
                    real.put(route.method() + " " + route.path(), route.keyNeeded());
                }
            }
            assertThat(documented).isEqualTo(real);
        }
    }

    @Test
    void head_is_documented_only_where_get_is() {
        assertThat(document.operations().values())
                .filteredOn(operation -> operation.method().equals("HEAD"))
                .isNotEmpty()
                .allSatisfy(head ->
                        assertThat(document.operations().values())
                                .anyMatch(get ->
                                        get.method().equals("GET")
                                                && get.path().equals(head.path())));
    }

    @Test
    void the_order_has_the_fields_of_the_code_and_no_others() {
        JsonNode order = document.schema("GenerationRequest");

        assertThat(order.path("properties").propertyNames())
                .containsExactlyInAnyOrderElementsOf(OrderParameters.ALL.names(OrderDialect.API));
        assertThat(order.path("additionalProperties").asBoolean(true)).isFalse();
        assertThat(order.path("properties").path("prompt").path("maxLength").asInt())
                .isEqualTo(ParameterReaders.LONGEST_PROMPT);
    }

    @Test
    void the_fields_of_the_order_have_the_rules_of_the_code() {
        JsonNode order = document.schema("GenerationRequest");
        List<String> required = strings(order.path("required"));
        for (OrderParameter<?> parameter : OrderParameters.ALL.in(OrderDialect.API)) {
            JsonNode property = order.path("properties").path(parameter.name());
            parameter
                    .schema()
                    .forEach((keyword, value) ->
                            assertThat(
                                            property.has(keyword)
                                                    ? property.path(keyword)
                                                    : document.resolved(property).path(keyword))
                                    .as(parameter.name() + ": " + keyword)
                                    .isEqualTo(JSON.readTree(JSON.writeValueAsString(value))));
            assertThat(required.contains(parameter.name()))
                    .as(parameter.name())
                    .isEqualTo(parameter.isRequired());
        }
    }

    @Test
    void the_lists_of_values_are_those_of_the_code() {
        assertThat(strings(document.schema("AspectRatio").path("enum")))
                .isEqualTo(Arrays.stream(AspectRatio.values()).map(AspectRatio::label).toList());
        assertThat(strings(document.schema("OutputFormat").path("enum")))
                .isEqualTo(Arrays.stream(ImageFormat.values()).map(ImageFormat::label).toList());
        for (AspectRatio ratio : AspectRatio.values()) {
            assertThat(document.schema("AspectRatio").path("description").asString())
                    .contains(ratio.label() + " is " + PictureSizes.PUBLISHED.of(ratio));
        }
    }

    @Test
    void the_error_codes_are_those_of_the_code() {
        assertThat(numbers(document.schema("ErrorCode").path("enum")))
                .isEqualTo(numbers(code -> !code.isOfTask()));
        assertThat(numbers(document.schema("TaskErrorCode").path("enum")))
                .isEqualTo(numbers(ErrorCode::isOfTask));
    }

    @Test
    void every_object_in_an_answer_has_all_its_members_and_no_others() {
        for (Map.Entry<String, JsonNode> schema :
                document.root().path("components").path("schemas").properties()) {
            JsonNode node = schema.getValue();
            if (node.has("properties") && !REQUESTS.contains(schema.getKey())) {
                assertThat(node.path("additionalProperties").asBoolean(true))
                        .as(schema.getKey())
                        .isFalse();
                assertThat(strings(node.path("required")))
                        .as(schema.getKey())
                        .containsExactlyInAnyOrderElementsOf(
                                node.path("properties").propertyNames());
            }
        }
    }

    @Test
    void every_example_fits_its_schema() {
        List<String> problems = new ArrayList<>();
        for (JsonNode content : document.root().findValues("application/json")) {
            for (Map.Entry<String, JsonNode> example : content.path("examples").properties()) {
                JsonNode value = document.resolved(example.getValue()).path("value");
                document.problems(content.path("schema"), value).stream()
                        .map(problem -> example.getKey() + ": " + problem)
                        .forEach(problems::add);
            }
        }
        assertThat(problems).isEmpty();
    }

    @Test
    void the_example_of_an_error_has_the_code_it_stands_for() {
        JsonNode examples = document.root().path("components").path("examples");
        assertThat(examples.propertyNames().stream().filter(name -> name.matches("e\\d+")))
                .isNotEmpty()
                .allSatisfy(name ->
                        assertThat(
                                        examples.path(name)
                                                .path("value")
                                                .path("error")
                                                .path("code")
                                                .asString())
                                .isEqualTo(name.substring(1)));
    }

    @Test
    void every_error_of_a_request_is_documented_where_it_can_happen() {
        Set<Integer> documented =
                document.cases().stream()
                        .map(OpenApiDocument.Case::code)
                        .filter(code -> code.matches("\\d{5}"))
                        .map(Integer::valueOf)
                        .collect(Collectors.toSet());
        // Models of the configuration and processes that only draw are still to come.
        Set<ErrorCode> later =
                Set.of(
                        ErrorCode.SIZE_UNSUPPORTED,
                        ErrorCode.QUALITY_UNSUPPORTED,
                        ErrorCode.PRICE_MISSING,
                        ErrorCode.NO_WORKER);
        assertThat(documented)
                .containsExactlyInAnyOrderElementsOf(
                        numbers(code -> !code.isOfTask() && !later.contains(code)));
    }

    @Test
    void every_reference_leads_somewhere() {
        assertThat(document.root().findValues("$ref"))
                .isNotEmpty()
                .allSatisfy(reference ->
                        assertThat(
                                        document.root()
                                                .at(reference.asString().substring(1))
                                                .isMissingNode())
                                .as(reference.asString())
                                .isFalse());
    }

    private static List<String> strings(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }

    private static List<Integer> numbers(JsonNode array) {
        return array.valueStream().map(JsonNode::asInt).toList();
    }

    private static List<Integer> numbers(Predicate<ErrorCode> filter) {
        return Arrays.stream(ErrorCode.values()).filter(filter).map(ErrorCode::number).toList();
    }
}
