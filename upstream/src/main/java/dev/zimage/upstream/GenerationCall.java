package dev.zimage.upstream;

import dev.zimage.engine.ImageRequest;
import dev.zimage.engine.PreviewListener;
import dev.zimage.engine.ProgressListener;
import java.util.ArrayList;
import java.util.List;

/// One attempt to have a picture drawn by a server.
///
/// @param number of the order at servers that know idempotency keys: one more than the drawings
///   that are known to have failed
/// @param deadline of it
public record GenerationCall(
        UpstreamServer server,
        ImageRequest request,
        ServedModel model,
        int number,
        Deadline deadline,
        ProgressListener progress,
        PreviewListener previews) {

    private static final int ANSWER = 1 << 20;

    /// Bytes a pixel of the largest file that is read: 16 bits in four channels.
    private static final int BYTES_A_PIXEL = 8;

    /// Bytes of the largest answer with the picture in it, in base64.
    public long largestPicture() {
        return ANSWER + BYTES_A_PIXEL * request.size().pixels() * 4 / 3;
    }

    /// Bytes of the largest answer without a picture.
    public long largestAnswer() {
        return ANSWER;
    }

    /// What the server's errors must not show.
    public ServerErrorText texts() {
        List<String> secrets = new ArrayList<>();
        server.key().ifPresent(key -> secrets.add(key.reveal()));
        secrets.add(request.prompt());
        return new ServerErrorText(secrets);
    }

    /// Sends a request and takes nothing but a good answer.
    public ServerResponse send(UpstreamHttp.Call call) throws CallFailure, InterruptedException {
        ServerResponse answer = server.http().send(call, deadline);
        if (!answer.isGood()) {
            throw texts().failure(answer);
        }
        return answer;
    }
}
