package dev.zimage.upstream;

import dev.zimage.upstream.CallFailure.Kind;
import java.net.URI;
import java.util.Base64;
import java.util.Map;

/// Gets the bytes of a picture from the text by which a server hands it over.
public final class PictureSource {

    private static final String DATA = "data:";

    private PictureSource() {}

    /// @param text base64, a data URL or an address of the server or of an allowed host
    public static byte[] bytes(String text, GenerationCall call, String scheme)
            throws CallFailure, InterruptedException {
        if (text.startsWith(DATA)) {
            return decoded(text.substring(text.indexOf(',') + 1));
        }
        return isAddress(text) ? fetched(text, call, scheme) : decoded(text);
    }

    /// Base64 of a JPEG begins with a slash too.
    private static boolean isAddress(String text) {
        return text.startsWith("http://")
                || text.startsWith("https://")
                || (text.startsWith("/") && !text.startsWith("/9j/"));
    }

    private static byte[] decoded(String base64) throws CallFailure {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new CallFailure(Kind.FAILED, "sent a picture that is not in base64");
        }
    }

    private static byte[] fetched(String address, GenerationCall call, String scheme)
            throws CallFailure, InterruptedException {
        URI uri = call.server().ofPicture(address);
        Map<String, String> headers =
                call.server().isOwn(uri) ? call.server().authorization(scheme) : Map.of();
        return call.send(UpstreamHttp.Call.get(uri, headers, call.largestPicture())).bytes();
    }
}
