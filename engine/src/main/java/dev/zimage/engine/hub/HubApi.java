package dev.zimage.engine.hub;

import dev.zimage.engine.hub.HubFile.Checksum;
import dev.zimage.engine.hub.HubFile.ListedFile;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// What a hub of one dialect is asked.
sealed interface HubApi {

    /// Characters that stand for themselves everywhere.
    String UNRESERVED = "-._~";

    /// The files of a revision.
    ///
    /// @param commit under which the files are asked for, so that they stay the listed ones; the
    ///   revision itself where the hub does not tell it
    record Listing(String commit, List<ListedFile> files) {

        public Listing {
            files = List.copyOf(files);
        }
    }

    static HubApi of(ModelSource source, HubClient client) {
        return switch (source.hub().dialect()) {
            case HUGGING_FACE -> new HuggingFace(source, client);
            case MODEL_SCOPE -> new ModelScope(source, client);
        };
    }

    /// Asks for the list of files, once.
    Listing list() throws IOException, InterruptedException, PullException;

    /// Where a file is to be asked for.
    URI uri(String commit, String path);

    /// One part of a path or a query (RFC 3986).
    static String part(String text) {
        return encoded(text, UNRESERVED);
    }

    /// A path; its slashes stay.
    static String path(String text) {
        return Arrays.stream(text.split("/", -1))
                .map(HubApi::part)
                .collect(Collectors.joining("/"));
    }

    /// Encodes what is neither a letter nor a digit nor one of the characters that are kept.
    static String encoded(String text, String kept) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = c < 0x80 && (isLetterOrDigit(c) || kept.indexOf(c) >= 0);
            encoded.append(plain ? String.valueOf(c) : "%%%02X".formatted((int) c));
        }
        return encoded.toString();
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    /// Hugging Face's API, and that of its mirrors: first what commit a revision stands for, then
    /// that commit's tree, page by page. Files in large-file storage have a SHA-256, the others the
    /// id of their git blob.
    ///
    /// @see <a href="https://huggingface.co/docs/hub/api">Hub API endpoints</a>
    record HuggingFace(ModelSource source, HubClient client) implements HubApi {

        private static final int MOST_PAGES = 100;
        private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");
        private static final Pattern NEXT = Pattern.compile("<([^>]+)>\\s*;\\s*rel=\"?next\"?");

        @Override
        public Listing list() throws IOException, InterruptedException, PullException {
            String commit = commit();
            List<ListedFile> files = new ArrayList<>();
            URI page = api("/tree/" + part(commit) + "?recursive=true");
            for (int pages = 0; pages < MOST_PAGES; pages++) {
                try (HubResponse answer = client.get(page, null)) {
                    for (JsonNode entry : answer.json(source.toString())) {
                        if (entry.path("type").asString("").equals("file")) {
                            files.add(file(entry));
                        }
                    }
                    Matcher next = NEXT.matcher(answer.header("Link"));
                    if (!next.find()) {
                        return new Listing(commit, files);
                    }
                    page = page.resolve(HubClient.lenient(next.group(1)));
                }
            }
            throw new PullException(
                    PullException.Kind.NOT_A_MODEL, source.repository() + " has too many files");
        }

        private String commit() throws IOException, InterruptedException, PullException {
            URI uri = api("/revision/" + part(source.revision()));
            try (HubResponse answer = client.get(uri, null)) {
                String commit = answer.json(source.toString()).path("sha").asString("");
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
                                    part(commit),
                                    path(path)));
        }
    }

    /// ModelScope's API. It tells the SHA-256 of every file, but not the commit of a revision: when
    /// a branch moves during a pull, the checksums show it.
    ///
    /// @see <a href="https://github.com/modelscope/modelscope_hub">its own client</a>
    record ModelScope(ModelSource source, HubClient client) implements HubApi {

        @Override
        public Listing list() throws IOException, InterruptedException, PullException {
            URI uri = api("/repo/files?Revision=" + part(source.revision()) + "&Recursive=True");
            try (HubResponse answer = client.get(uri, null)) {
                JsonNode body = answer.json(source.toString());
                if (!body.path("Success").asBoolean(true)) {
                    throw new PullException(
                            PullException.Kind.NOT_FOUND,
                            source.hub().root().getHost()
                                    + " has no "
                                    + source
                                    + ": "
                                    + HubResponse.quoted(body.path("Message").asString("")));
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
            return api("/repo?Revision=" + part(commit) + "&FilePath=" + part(path));
        }
    }
}
