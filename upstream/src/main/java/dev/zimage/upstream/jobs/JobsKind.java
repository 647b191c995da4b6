package dev.zimage.upstream.jobs;

import dev.zimage.upstream.Protocol;
import dev.zimage.upstream.ServerKind;
import java.io.IOException;
import java.util.List;

/// A queue of jobs: submit, poll, fetch.
public final class JobsKind implements ServerKind {

    /// A mapping of one's own, in place of a preset.
    public static final FileSetting MAPPING =
            new FileSetting(
                    "mapping_file",
                    "File with a [mapping](engines.md#a-mapping-of-your-own) for servers of the"
                            + " kind `jobs` that have no preset.");

    @Override
    public String name() {
        return "jobs";
    }

    @Override
    public List<String> presets() {
        return List.of("sdcpp", "fal", "replicate", "reapi");
    }

    @Override
    public List<FileSetting> files() {
        return List.of(MAPPING);
    }

    @Override
    public List<String> needs() {
        return List.of(PRESET, MAPPING.name());
    }

    @Override
    public Protocol protocol(Given given) throws IOException {
        return new JobsProtocol(
                given.preset().isEmpty()
                        ? JobMapping.read(given.file(MAPPING))
                        : JobMapping.preset(given.preset()));
    }
}
