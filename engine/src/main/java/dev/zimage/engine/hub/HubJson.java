package dev.zimage.engine.hub;

import java.io.IOException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads what a hub says of its files, which may be anything.
final class HubJson {

    private static final int LONGEST = 16 << 20;
    private static final JsonMapper JSON = new JsonMapper();

    private HubJson() {}

    /// The body of a good answer.
    static JsonNode body(Answer answer, String what) throws IOException, PullException {
        Answers.requireSuccess(answer, what);
        try {
            return JSON.readTree(answer.bytes(LONGEST));
        } catch (JacksonException e) {
            throw new PullException(
                    PullException.Kind.NOT_FOUND,
                    answer.uri().getHost()
                            + " answers with something that is not JSON; is it a hub of this kind?",
                    e);
        }
    }
}
