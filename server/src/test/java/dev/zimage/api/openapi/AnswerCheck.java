package dev.zimage.api.openapi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.api.openapi.OpenApiDocument.Case;
import dev.zimage.server.TestServer.Reply;
import java.util.Set;
import java.util.TreeSet;

/// Holds answers against a document, and remembers which of its cases were seen.
public final class AnswerCheck {

    private final OpenApiDocument document;
    private final Set<Case> seen = new TreeSet<>();

    public AnswerCheck(OpenApiDocument document) {
        this.document = document;
    }

    /// @param operation its id
    /// @return the reply, which is as documented
    public Reply check(String operation, Reply reply) {
        assertThat(document.problems(operation, reply))
                .as("%s, %d: %s", operation, reply.status(), new String(reply.raw().body(), UTF_8))
                .isEmpty();
        seen.add(document.caseOf(operation, reply));
        return reply;
    }

    public Set<Case> seen() {
        return seen;
    }
}
