package dev.zimage.api.openapi;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.zimage.api.OpenApiTest;
import dev.zimage.server.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The document that the server hands out as `/openapi.json`, and what it promises.
public final class OpenApiDocument {

    /// Stands for every operation in the cases of a `default` response.
    static final String ANY = "any";

    private static final String NO_CODE = "0";

    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> METHODS = Set.of("get", "head", "post", "put", "delete");
    private static final Set<String> OF_HTTP =
            Set.of("date", "content-type", "content-length", "connection", "transfer-encoding");

    private final JsonNode root;
    private final Map<String, Operation> operations = new TreeMap<>();
    private final SchemaRegistry schemas =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    /// @param keyed whether it asks for a key
    public record Operation(String id, String method, String path, boolean keyed, JsonNode node) {

        /// Whether it belongs to the dialect of OpenAI's clients.
        public boolean isOpenAis() {
            return path.startsWith("/v1/");
        }
    }

    /// One kind of answer.
    ///
    /// @param status as in the document: a number or `default`
    /// @param code of the error, 0 for an answer without one
    public record Case(String operation, String status, String code) implements Comparable<Case> {

        Case(String operation, String status, int code) {
            this(operation, status, Integer.toString(code));
        }

        @Override
        public int compareTo(Case other) {
            return toString().compareTo(other.toString());
        }
    }

    /// The document that the server hands out.
    public static OpenApiDocument read() {
        return new OpenApiDocument(OpenApiTest.resource(), operation -> true);
    }

    /// The same with some of its operations only.
    public static OpenApiDocument read(Predicate<Operation> filter) {
        return new OpenApiDocument(OpenApiTest.resource(), filter);
    }

    private OpenApiDocument(byte[] document, Predicate<Operation> filter) {
        this.root = JSON.readTree(document);
        root.path("paths")
                .properties()
                .forEach(path -> {
                    for (Map.Entry<String, JsonNode> member : path.getValue().properties()) {
                        if (METHODS.contains(member.getKey())) {
                            add(path.getKey(), member.getKey(), member.getValue(), filter);
                        }
                    }
                });
    }

    private void add(String path, String method, JsonNode node, Predicate<Operation> filter) {
        String id = node.path("operationId").asString();
        JsonNode security = node.has("security") ? node.path("security") : root.path("security");
        Operation operation =
                new Operation(id, method.toUpperCase(Locale.ROOT), path, !security.isEmpty(), node);
        if (filter.test(operation) && operations.put(id, operation) != null) {
            throw new IllegalArgumentException("two operations are called " + id);
        }
    }

    public JsonNode root() {
        return root;
    }

    /// The operations by their `operationId`.
    public Map<String, Operation> operations() {
        return operations;
    }

    /// The named schema.
    public JsonNode schema(String name) {
        return root.path("components").path("schemas").path(name);
    }

    /// All kinds of answers that are promised.
    public Set<Case> cases() {
        Set<Case> cases = new TreeSet<>();
        for (Operation operation : operations.values()) {
            for (Map.Entry<String, JsonNode> response :
                    operation.node.path("responses").properties()) {
                boolean fallback = response.getKey().equals("default");
                String id = fallback ? ANY : operation.id;
                boolean good =
                        response.getKey().startsWith("2") || response.getKey().startsWith("3");
                Set<String> codes = good ? Set.of(NO_CODE) : codes(resolved(response.getValue()));
                for (String code : codes) {
                    cases.add(new Case(id, response.getKey(), code));
                }
            }
        }
        return cases;
    }

    private Set<String> codes(JsonNode response) {
        Set<String> codes =
                response.path("content")
                        .path("application/json")
                        .path("examples")
                        .valueStream()
                        .map(example -> resolved(example).path("value"))
                        .filter(value -> value.path("error").has("code"))
                        .map(OpenApiDocument::code)
                        .collect(Collectors.toSet());
        return codes.isEmpty() ? Set.of(NO_CODE) : codes;
    }

    private static String code(JsonNode answer) {
        return answer.path("error").path("code").asString("null");
    }

    /// Which of the promised kinds an answer is.
    public Case caseOf(String operation, TestServer.Reply reply) {
        String status = statusKey(operation, reply.status());
        String id = status.equals("default") ? ANY : operation;
        boolean refused =
                reply.status() >= 400 && isJson(reply) && reply.json().path("error").has("code");
        return new Case(id, status, refused ? code(reply.json()) : NO_CODE);
    }

    private String statusKey(String operation, int status) {
        String key = Integer.toString(status);
        return operation(operation).node.path("responses").has(key) ? key : "default";
    }

    private Operation operation(String id) {
        Operation operation = operations.get(id);
        if (operation == null) {
            throw new IllegalArgumentException("no operation is called " + id);
        }
        return operation;
    }

    private static boolean isJson(TestServer.Reply reply) {
        return mediaType(reply).equals("application/json") && reply.raw().body().length > 0;
    }

    private static String mediaType(TestServer.Reply reply) {
        return reply.header("Content-Type").split(";", 2)[0];
    }

    /// What of an answer is not as promised; empty when all is.
    public List<String> problems(String operation, TestServer.Reply reply) {
        JsonNode response =
                resolved(
                        operation(operation)
                                .node
                                .path("responses")
                                .path(statusKey(operation, reply.status())));
        List<String> problems = new ArrayList<>(headerProblems(response.path("headers"), reply));
        if (reply.raw().body().length > 0) {
            problems.addAll(bodyProblems(response.path("content"), reply));
        }
        return problems;
    }

    private List<String> bodyProblems(JsonNode content, TestServer.Reply reply) {
        String type = mediaType(reply);
        if (!content.has(type)) {
            return List.of("the content type " + type + " is not documented");
        }
        return isJson(reply)
                ? problems(content.path(type).path("schema"), reply.json())
                : List.of();
    }

    private List<String> headerProblems(JsonNode headers, TestServer.Reply reply) {
        List<String> problems = new ArrayList<>();
        Set<String> known = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        known.addAll(OF_HTTP);
        headers.properties()
                .forEach(header -> {
                    known.add(header.getKey());
                    problems.addAll(
                            headerProblems(header.getKey(), resolved(header.getValue()), reply));
                });
        reply.raw().headers().map().keySet().stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> problems.add("the header " + name + " is not documented"));
        return problems;
    }

    private List<String> headerProblems(String name, JsonNode header, TestServer.Reply reply) {
        String value = reply.header(name);
        if (value.isEmpty()) {
            return header.path("required").asBoolean(false)
                    ? List.of("the header " + name + " is missing")
                    : List.of();
        }
        JsonNode schema = header.path("schema");
        JsonNode typed =
                schema.path("type").asString().equals("integer")
                        ? JSON.readTree(value)
                        : JsonNodeFactory.instance.stringNode(value);
        return problems(schema, typed).stream().map(problem -> name + ": " + problem).toList();
    }

    /// Why a value does not fit a schema of this document; empty when it does.
    public List<String> problems(JsonNode schema, JsonNode value) {
        ObjectNode whole = ((ObjectNode) schema).deepCopy();
        whole.set("components", root.path("components"));
        return schemas.getSchema(whole).validate(value).stream()
                .map(Object::toString)
                .collect(Collectors.toList());
    }

    /// The node itself, or what its `$ref` points to.
    public JsonNode resolved(JsonNode node) {
        String reference = node.path("$ref").asString("");
        return reference.isEmpty() ? node : resolved(root.at(reference.substring(1)));
    }
}
