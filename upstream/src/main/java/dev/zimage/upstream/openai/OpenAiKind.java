package dev.zimage.upstream.openai;

import dev.zimage.upstream.Protocol;
import dev.zimage.upstream.ServerKind;
import java.util.List;

/// OpenAI's images API and its relatives.
public final class OpenAiKind implements ServerKind {

    private static final String STANDARD = "standard";

    @Override
    public String name() {
        return "openai";
    }

    @Override
    public List<String> presets() {
        return List.of(STANDARD, "sdcpp", "together", "openai");
    }

    @Override
    public String usualPreset() {
        return STANDARD;
    }

    @Override
    public Protocol protocol(Given given) {
        return new OpenAiProtocol(ImagesMapping.preset(given.preset()));
    }
}
