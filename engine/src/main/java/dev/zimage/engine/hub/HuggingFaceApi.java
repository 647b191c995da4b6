package dev.zimage.engine.hub;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// Hugging Face's API, and that of its mirrors: first what commit a revision stands for, then that
/// commit's tree, page by page. Files in large-file storage have a SHA-256, the others the id of
/// their git blob.
///
/// @see <a href="https://huggingface.co/docs/hub/api">Hub API endpoints</a>
record HuggingFaceApi(ModelSource source, HubClient client) implements HubApi {

    private static final int MOST_PAGES = 100;
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");
    private static final Pattern NEXT = Pattern.compile("<([^>]+)>\\s*;\\s*rel=\"?next\"?");

    @Override
    public Listing list() throws IOException, InterruptedException, PullException {
        String commit = commit();
        List<ListedFile> files = new ArrayList<>();
        URI page = api("/tree/" + WebAddress.part(commit) + "?recursive=true");
        for (int pages = 0; pages < MOST_PAGES; pages++) {
            try (Answer answer = client.get(page, null)) {
                for (JsonNode entry : HubJson.body(answer, source.toString())) {
                    if (entry.path("type").asString("").equals("file")) {
                        files.add(file(entry));
                    }
                }
                Matcher next = NEXT.matcher(answer.header("Link"));
                if (!next.find()) {
                    return new Listing(commit, files);
                }
                page = page.resolve(WebAddress.lenient(next.group(1)));
            }
        }
        throw new PullException(
                PullException.Kind.NOT_A_MODEL, source.repository() + " has too many files");
    }

    private String commit() throws IOException, InterruptedException, PullException {
        URI uri = api("/revision/" + WebAddress.part(source.revision()));
        try (Answer answer = client.get(uri, null)) {
            String commit = HubJson.body(answer, source.toString()).path("sha").asString("");
            return COMMIT.matcher(commit).matches() ? commit : source.revision();
        }
    }

    private static ListedFile file(JsonNode entry) {
        String path = entry.path("path").asString("");
        JsonNode lfs = entry.path("lfs");
        return lfs.isObject()
                ? new ListedFile(
                        path,
                        lfs.path("size").asLong(-1),
                        Checksum.Kind.SHA_256,
                        lfs.path("oid").asString("").replaceFirst("^sha256:", ""))
                : new ListedFile(
                        path,
                        entry.path("size").asLong(-1),
                        Checksum.Kind.GIT_BLOB,
                        entry.path("oid").asString(""));
    }

    private URI api(String rest) {
        return URI.create(source.hub().root() + "/api/models/" + source.repository() + rest);
    }

    @Override
    public URI uri(String commit, String path) {
        return URI.create(
                "%s/%s/resolve/%s/%s"
                        .formatted(
                                source.hub().root(),
                                source.repository(),
                                WebAddress.part(commit),
                                WebAddress.path(path)));
    }
}
