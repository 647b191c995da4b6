package dev.zimage.api.openai;

import dev.zimage.api.GenerationRequest;
import dev.zimage.models.AspectRatio;
import dev.zimage.text.QuotedText;
import java.util.Arrays;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads `size`. A model draws in a few shapes; a size means the one that is nearest to it.
final class SizeParameter {

    private static final Pattern SIZE = Pattern.compile("([1-9]\\d{0,4})x([1-9]\\d{0,4})");

    private SizeParameter() {}

    static AspectRatio read(@Nullable String size) {
        if (size == null || size.equals("auto")) {
            return AspectRatio.SQUARE;
        }
        Matcher sides = SIZE.matcher(size);
        if (!sides.matches()) {
            throw GenerationRequest.invalid(
                            "size must be auto or a width and a height such as 1024x1024, not "
                                    + QuotedText.of(size))
                    .about("size");
        }
        return nearest(Double.parseDouble(sides.group(1)) / Double.parseDouble(sides.group(2)));
    }

    /// By the quotient of the ratios, so that wide and tall are alike.
    private static AspectRatio nearest(double ratio) {
        return Arrays.stream(AspectRatio.values())
                .min(
                        Comparator.comparingDouble(
                                shape -> Math.abs(Math.log(ratio / shape.quotient()))))
                .orElseThrow();
    }
}
