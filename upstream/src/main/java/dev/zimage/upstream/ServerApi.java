package dev.zimage.upstream;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// What a kind of server speaks: which requests draw a picture, and where its answers have it.
public sealed interface ServerApi {

    /// The presets of the kind `openai`.
    List<String> OPENAI_PRESETS = List.of("standard", "sdcpp", "together", "openai");

    /// The presets of the kind `jobs`.
    List<String> JOBS_PRESETS = List.of("sdcpp", "fal", "replicate", "reapi");

    /// OpenAI's images API and its relatives.
    record OpenAi(ImagesMapping mapping) implements ServerApi {}

    /// A queue: submit, poll, fetch.
    record Jobs(JobMapping mapping) implements ServerApi {}

    /// ComfyUI with a workflow.
    record ComfyUi(JsonTemplate workflow) implements ServerApi {}

    /// @param preset one of [#OPENAI_PRESETS]
    static ServerApi openAi(String preset) {
        return new OpenAi(ImagesMapping.preset(preset));
    }

    /// @param preset one of [#JOBS_PRESETS]
    static ServerApi jobs(String preset) {
        return new Jobs(JobMapping.preset(preset));
    }

    /// @param mapping a file with a mapping of one's own
    /// @throws IOException when it cannot be read or is no mapping; the message says why
    static ServerApi jobs(Path mapping) throws IOException {
        return new Jobs(JobMapping.read(mapping));
    }

    /// @param workflow a file in ComfyUI's API format with placeholders such as `{{prompt}}`
    /// @throws IOException when it cannot be read or is no such workflow; the message says why
    static ServerApi comfyUi(Path workflow) throws IOException {
        JsonNode nodes = UpstreamJson.read(workflow);
        JsonTemplate template = new JsonTemplate(nodes);
        boolean api =
                nodes.isObject()
                        && !nodes.isEmpty()
                        && nodes.values().stream().allMatch(node -> node.has("class_type"));
        if (!api) {
            throw new IOException(
                    workflow + " is no workflow in API format; export it with \"Export (API)\"");
        }
        if (!template.placeholders().contains("prompt")) {
            throw new IOException(workflow + " has no {{prompt}}: put it in place of the text");
        }
        if (!Set.copyOf(Placeholders.NAMES).containsAll(template.placeholders())) {
            throw new IOException(
                    workflow + " may have these placeholders only: " + Placeholders.NAMES);
        }
        return new ComfyUi(template);
    }
}
