package dev.zimage.upstream.comfyui;

import dev.zimage.upstream.JsonTemplate;
import dev.zimage.upstream.Placeholders;
import dev.zimage.upstream.Protocol;
import dev.zimage.upstream.ServerKind;
import dev.zimage.upstream.UpstreamJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// ComfyUI with a workflow.
public final class ComfyUiKind implements ServerKind {

    /// A workflow in ComfyUI's API format with placeholders such as `{{prompt}}`.
    public static final FileSetting WORKFLOW =
            new FileSetting(
                    "workflow",
                    "File with ComfyUI's workflow in API format, with `{{prompt}}`, `{{seed}}`,"
                            + " `{{width}}` and `{{height}}` in their places.");

    @Override
    public String name() {
        return "comfyui";
    }

    @Override
    public List<FileSetting> files() {
        return List.of(WORKFLOW);
    }

    @Override
    public List<String> needs() {
        return List.of(WORKFLOW.name());
    }

    @Override
    public Protocol protocol(Given given) throws IOException {
        return new ComfyUiProtocol(workflow(given.file(WORKFLOW)));
    }

    private static JsonTemplate workflow(Path file) throws IOException {
        JsonNode nodes = UpstreamJson.read(file);
        JsonTemplate template = new JsonTemplate(nodes);
        boolean api =
                nodes.isObject()
                        && !nodes.isEmpty()
                        && nodes.values().stream().allMatch(node -> node.has("class_type"));
        if (!api) {
            throw new IOException(
                    file + " is no workflow in API format; export it with \"Export (API)\"");
        }
        if (!template.placeholders().contains("prompt")) {
            throw new IOException(file + " has no {{prompt}}: put it in place of the text");
        }
        if (!Set.copyOf(Placeholders.NAMES).containsAll(template.placeholders())) {
            throw new IOException(
                    file + " may have these placeholders only: " + Placeholders.NAMES);
        }
        return template;
    }
}
