package dev.zimage.upstream.openai;

import dev.zimage.upstream.JsonTemplate;
import dev.zimage.upstream.UpstreamJson;
import tools.jackson.databind.JsonNode;

/// How a relative of OpenAI's images API differs from the others.
///
/// @param path of the endpoint below the server's URL
/// @param edits path of the endpoint for pictures to edit
/// @param prompt with placeholders
/// @param body of a request
record ImagesMapping(String path, String edits, String prompt, JsonTemplate body) {

    static ImagesMapping preset(String name) {
        JsonNode node = UpstreamJson.resource("openai/" + name + ".json");
        return new ImagesMapping(
                UpstreamJson.text(node, "/path"),
                UpstreamJson.text(node, "/edits"),
                UpstreamJson.text(node, "/prompt"),
                new JsonTemplate(node.get("body")));
    }
}
