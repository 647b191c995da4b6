package dev.zimage.upstream;

import dev.zimage.upstream.comfyui.ComfyUiKind;
import dev.zimage.upstream.jobs.JobsKind;
import dev.zimage.upstream.openai.OpenAiKind;
import java.util.List;

/// All kinds of servers that draw. A new one is registered here and nowhere else.
public final class ServerKinds {

    /// In the order in which messages and the documentation list them.
    public static final List<ServerKind> ALL =
            List.of(new OpenAiKind(), new JobsKind(), new ComfyUiKind());

    private ServerKinds() {}
}
