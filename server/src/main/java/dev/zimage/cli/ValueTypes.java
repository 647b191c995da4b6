package dev.zimage.cli;

import dev.zimage.cli.batch.BatchForm;
import dev.zimage.config.EngineChoice;
import dev.zimage.config.PrecisionChoice;
import dev.zimage.engine.ImageFormat;
import dev.zimage.engine.hub.HubAddress.Dialect;
import dev.zimage.models.AspectRatio;
import dev.zimage.tasks.lookup.StatusFilter;
import dev.zimage.text.QuotedText;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads the values of options, and says of a wrong one what would be right.
final class ValueTypes {

    private ValueTypes() {}

    static void register(CommandLine line) {
        line.registerConverter(long.class, ValueTypes::wholeNumber);
        line.registerConverter(Long.class, ValueTypes::wholeNumber);
        line.registerConverter(int.class, text -> Math.toIntExact(within(text, Integer.MAX_VALUE)));
        line.registerConverter(
                Integer.class, text -> Math.toIntExact(within(text, Integer.MAX_VALUE)));
        line.registerConverter(AspectRatio.class, oneOf(AspectRatio.values(), AspectRatio::label));
        line.registerConverter(ImageFormat.class, oneOf(ImageFormat.values(), ImageFormat::label));
        line.registerConverter(EngineChoice.class, oneOf(EngineChoice.values(), ValueTypes::label));
        line.registerConverter(BatchForm.class, oneOf(BatchForm.values(), ValueTypes::label));
        line.registerConverter(StatusFilter.class, oneOf(StatusFilter.values(), ValueTypes::label));
        line.registerConverter(Dialect.class, oneOf(Dialect.values(), Dialect::label));
        line.registerConverter(
                PrecisionChoice.class, oneOf(PrecisionChoice.values(), ValueTypes::label));
    }

    private static String label(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static long wholeNumber(String text) {
        return within(text, Long.MAX_VALUE);
    }

    private static long within(String text, long most) {
        if (text.startsWith("--")) {
            throw new TypeConversionException("there is no option " + QuotedText.of(text));
        }
        try {
            long number = Long.parseLong(text);
            if (number <= most && number >= -most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new TypeConversionException("must be a whole number, not " + QuotedText.of(text));
    }

    private static <E> ITypeConverter<E> oneOf(E[] values, Function<E, String> label) {
        return text ->
                Arrays.stream(values)
                        .filter(value -> label.apply(value).equals(text.toLowerCase(Locale.ROOT)))
                        .findFirst()
                        .orElseThrow(() ->
                                new TypeConversionException(
                                        "must be one of "
                                                + String.join(
                                                        ", ",
                                                        Arrays.stream(values).map(label).toList())
                                                + ", not "
                                                + QuotedText.of(text)));
    }
}
