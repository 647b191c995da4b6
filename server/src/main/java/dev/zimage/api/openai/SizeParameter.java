package dev.zimage.api.openai;

import dev.zimage.api.GenerationRequest;
import dev.zimage.models.AspectRatio;
import dev.zimage.models.PictureSizes;
import dev.zimage.text.QuotedText;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads `size`. A model draws in a few shapes; a size means the one that is nearest to it.
final class SizeParameter {

    private static final Pattern SIZE = Pattern.compile("([1-9]\\d{0,4})x([1-9]\\d{0,4})");

    private SizeParameter() {}

    static AspectRatio read(@Nullable String size, PictureSizes sizes) {
        if (size == null || size.equals("auto")) {
            return sizes.usualShape();
        }
        Matcher sides = SIZE.matcher(size);
        if (!sides.matches()) {
            throw GenerationRequest.invalid(
                            "size must be auto or a width and a height such as 1024x1024, not "
                                    + QuotedText.of(size))
                    .about("size");
        }
        return AspectRatio.nearest(
                Double.parseDouble(sides.group(1)) / Double.parseDouble(sides.group(2)),
                sizes.shapes());
    }
}
