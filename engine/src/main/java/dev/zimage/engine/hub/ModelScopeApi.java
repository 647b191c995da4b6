package dev.zimage.engine.hub;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// ModelScope's API. It tells the SHA-256 of every file, but not the commit of a revision: when a
/// branch moves during a pull, the checksums show it.
///
/// @see <a href="https://github.com/modelscope/modelscope_hub">its own client</a>
record ModelScopeApi(ModelSource source, HubClient client) implements HubApi {

    @Override
    public Listing list() throws IOException, InterruptedException, PullException {
        URI uri =
                api(
                        "/repo/files?Revision="
                                + WebAddress.part(source.revision())
                                + "&Recursive=True");
        try (Answer answer = client.get(uri, null)) {
            JsonNode body = HubJson.body(answer, source.toString());
            if (!body.path("Success").asBoolean(true)) {
                throw new PullException(
                        PullException.Kind.NOT_FOUND,
                        source.hub().root().getHost()
                                + " has no "
                                + source
                                + ": "
                                + Answers.quoted(body.path("Message").asString("")));
            }
            List<ListedFile> files = new ArrayList<>();
            for (JsonNode entry : body.path("Data").path("Files")) {
                if (!entry.path("Type").asString("").equals("tree")) {
                    files.add(
                            new ListedFile(
                                    entry.path("Path").asString(""),
                                    entry.path("Size").asLong(-1),
                                    Checksum.Kind.SHA_256,
                                    entry.path("Sha256").asString("")));
                }
            }
            return new Listing(source.revision(), files);
        }
    }

    private URI api(String rest) {
        return URI.create(source.hub().root() + "/api/v1/models/" + source.repository() + rest);
    }

    @Override
    public URI uri(String commit, String path) {
        return api(
                "/repo?Revision=" + WebAddress.part(commit) + "&FilePath=" + WebAddress.part(path));
    }
}
