package dev.zimage.upstream;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/// A form with fields and pictures (RFC 7578).
///
/// @param boundary between the parts
@SuppressWarnings("ArrayRecordComponent") // never compared
public record MultipartBody(String boundary, byte[] bytes) {

    /// @param fields an object; each member is a field
    /// @param pictures under the name `image[]`, or `image` when there is one
    public static MultipartBody of(JsonNode fields, List<BufferedImage> pictures) {
        return of(fields, pictures.size() == 1 ? "image" : "image[]", pictures);
    }

    public static MultipartBody of(JsonNode fields, String name, List<BufferedImage> pictures) {
        String boundary = "zimage-" + UUID.randomUUID();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        fields.properties()
                .forEach(field ->
                        part(
                                out,
                                boundary,
                                "name=\"%s\"".formatted(field.getKey()),
                                field.getValue().asString().getBytes(StandardCharsets.UTF_8)));
        int number = 0;
        for (BufferedImage picture : pictures) {
            String file =
                    "name=\"%s\"; filename=\"%s-%d.png\"\r\nContent-Type: image/png"
                            .formatted(name, boundary, ++number);
            part(out, boundary, file, EncodedInput.png(picture));
        }
        out.writeBytes(ascii("--" + boundary + "--\r\n"));
        return new MultipartBody(boundary, out.toByteArray());
    }

    private static void part(
            ByteArrayOutputStream out, String boundary, String disposition, byte[] content) {
        out.writeBytes(
                ascii(
                        "--%s\r\nContent-Disposition: form-data; %s\r\n\r\n"
                                .formatted(boundary, disposition)));
        out.writeBytes(content);
        out.writeBytes(ascii("\r\n"));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    public String contentType() {
        return "multipart/form-data; boundary=" + boundary;
    }
}
