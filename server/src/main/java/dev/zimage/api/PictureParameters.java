package dev.zimage.api;

import dev.zimage.api.http.Refusal;
import dev.zimage.intake.BadPictureException;
import dev.zimage.intake.GivenPicture;
import dev.zimage.tasks.SourceSet;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads the parameters with pictures to edit.
final class PictureParameters {

    private static final String ONE = "image_url";

    private PictureParameters() {}

    static @Nullable List<GivenPicture> one(Fields fields, String name) {
        String url = fields.text(name);
        return url == null ? null : List.of(picture(name, url));
    }

    static @Nullable List<GivenPicture> several(Fields fields, String name) {
        List<String> urls = fields.texts(name, 1, SourceSet.MOST);
        if (urls == null) {
            return null;
        }
        if (fields.has(ONE)) {
            throw GenerationRequest.invalid("Send image_url or image_urls, not both").about(name);
        }
        List<GivenPicture> pictures = new ArrayList<>();
        for (String url : urls) {
            pictures.add(picture("%s[%d]".formatted(name, pictures.size()), url));
        }
        return pictures;
    }

    private static GivenPicture picture(String name, String url) {
        return GivenPicture.of(name, url)
                .orElseThrow(() ->
                        GenerationRequest.invalid(
                                        name
                                                + " must be an https URL, or a data URL of a JPEG, PNG"
                                                + " or WebP picture such as data:image/png;base64,…")
                                .about(name));
    }

    /// The same for equal pictures.
    static String fingerprint(List<GivenPicture> pictures) {
        return pictures.stream().map(GivenPicture::fingerprint).collect(Collectors.joining("\n"));
    }

    /// The refusal of an order with a picture that cannot be used.
    static Refusal refusal(GenerationRequest request, BadPictureException bad) {
        String name = request.pictures().get(bad.index()).name();
        return GenerationRequest.invalid(name + " " + bad.text()).about(name);
    }
}
