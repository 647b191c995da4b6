package dev.zimage.api.openai;

import dev.zimage.api.GenerationRequest;
import dev.zimage.api.http.MultipartForm;
import dev.zimage.api.http.Refusal;
import dev.zimage.errors.ErrorCode;
import dev.zimage.intake.GivenPicture;
import dev.zimage.tasks.SourceSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The form of `POST /v1/images/edits`: the fields as a request for pictures has them, and the
/// files.
///
/// @param fields with the types that they have in JSON
record EditForm(ObjectNode fields, List<GivenPicture> pictures) {

    private static final Set<String> FILES = Set.of("image", "image[]");
    private static final Set<String> NUMBERS =
            Set.of("n", "seed", "output_compression", "partial_images");
    private static final Set<String> FLAGS = Set.of("stream", "nsfw_checker");

    /// Takes the form apart.
    ///
    /// @throws Refusal when it has no picture, too many, or a mask
    static EditForm of(MultipartForm form) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        List<GivenPicture> pictures = new ArrayList<>();
        for (MultipartForm.Part part : form.parts()) {
            if (FILES.contains(part.name())) {
                String name = "image[%d]".formatted(pictures.size());
                pictures.add(new GivenPicture.Content(name, part.content()));
            } else if (part.name().equals("mask")) {
                throw noMask();
            } else if (!part.name().equals("input_fidelity")) {
                put(fields, part.name(), part.text());
            }
        }
        requirePictures(pictures.size());
        return new EditForm(fields, pictures);
    }

    private static void put(ObjectNode fields, String name, String text) {
        if (NUMBERS.contains(name) && text.matches("-?[0-9]{1,18}")) {
            fields.put(name, Long.parseLong(text));
        } else if (FLAGS.contains(name) && (text.equals("true") || text.equals("false"))) {
            fields.put(name, text.equals("true"));
        } else {
            fields.put(name, text);
        }
    }

    private static Refusal noMask() {
        return new Refusal(
                        ErrorCode.PARAMETER_UNKNOWN,
                        "mask is not supported: no model here edits a part of a picture; leave it"
                                + " out and say in the prompt what is to change")
                .about("mask");
    }

    private static void requirePictures(int count) {
        if (count == 0) {
            throw new Refusal(
                            ErrorCode.PARAMETER_MISSING,
                            "Missing required parameter: image, the file of a picture to edit")
                    .about("image");
        }
        if (count > SourceSet.MOST) {
            throw GenerationRequest.invalid(
                            "image must be 1 to %d files, not %d".formatted(SourceSet.MOST, count))
                    .about("image");
        }
    }
}
