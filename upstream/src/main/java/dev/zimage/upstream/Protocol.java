package dev.zimage.upstream;

import java.awt.image.BufferedImage;

/// How a kind of server is talked to. Safe for use by several threads.
interface Protocol {

    /// Has one picture drawn.
    ///
    /// @return the picture, decoded, of the wanted size
    /// @throws CallFailure when there is none
    /// @throws InterruptedException when the thread was interrupted; the server was told to stop as
    ///   far as it can be told
    BufferedImage draw(GenerationCall call) throws CallFailure, InterruptedException;

    /// The protocol of an API.
    static Protocol of(ServerApi api) {
        return switch (api) {
            case ServerApi.OpenAi(ImagesMapping mapping) -> new OpenAiProtocol(mapping);
            case ServerApi.Jobs(JobMapping mapping) -> new JobsProtocol(mapping);
            case ServerApi.ComfyUi(JsonTemplate workflow) -> new ComfyUiProtocol(workflow);
        };
    }
}
