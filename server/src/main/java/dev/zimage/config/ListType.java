package dev.zimage.config;

import dev.zimage.engine.ImageSize;
import dev.zimage.engine.lora.Lora;
import dev.zimage.origin.AddressRange;
import dev.zimage.origin.BaseUrl;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Reads settings that have several values with commas between.
final class ListType {

    private ListType() {}

    /// Texts with commas between.
    static ValueType<List<String>> lines(int most, int longest) {
        return list(
                most,
                ValueType.line(longest),
                "empty, or at most %d entries of at most %d characters, each once, with commas between"
                        .formatted(most, longest));
    }

    static ValueType<List<BaseUrl>> urls() {
        ValueType<BaseUrl> url =
                new ValueType<>("http[s]://host[:port][/path]", value -> BaseUrl.parse(value));
        return list(64, url, "URLs http[s]://host[:port][/path], each once, with commas between");
    }

    static ValueType<List<ImageSize>> sizes() {
        ValueType<ImageSize> size = new ValueType<>("", ListType::size);
        return list(
                16,
                size,
                "empty, or sizes such as 1024x1024, 1344x768, each once, whose sides are multiples of"
                        + " 16 from 64 to 4096");
    }

    private static Optional<ImageSize> size(String value) {
        String[] sides = value.split("x", -1);
        if (sides.length != 2 || !value.matches("[0-9]{2,4}x[0-9]{2,4}")) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new ImageSize(Integer.parseInt(sides[0]), Integer.parseInt(sides[1])));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// Values with commas between, none twice.
    private static <T> ValueType<List<T>> list(int most, ValueType<T> type, String allowed) {
        return new ValueType<>(
                allowed,
                value -> {
                    if (value.isEmpty()) {
                        return Optional.of(List.of());
                    }
                    List<T> values =
                            Arrays.stream(value.split(",", -1))
                                    .map(String::strip)
                                    .filter(part -> !part.isEmpty())
                                    .flatMap(part -> type.parse(part).stream())
                                    .distinct()
                                    .toList();
                    boolean all = values.size() == value.split(",", -1).length;
                    return all && values.size() <= most ? Optional.of(values) : Optional.empty();
                });
    }

    static ValueType<List<Lora>> loras() {
        return new ValueType<>(
                "empty, or files with commas between, each with its strength from -10 to 10 behind"
                        + " an @ or not, such as a.safetensors@0.8, b.safetensors",
                value -> value.isEmpty() ? Optional.of(List.of()) : lorasOf(value));
    }

    private static Optional<List<Lora>> lorasOf(String value) {
        try {
            List<Lora> loras = new ArrayList<>();
            for (String part : value.split(",", -1)) {
                loras.add(Lora.parse(part.strip()));
            }
            return Optional.of(List.copyOf(loras));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static ValueType<List<AddressRange>> addressRanges() {
        return new ValueType<>(
                "empty, or IP addresses and ranges with commas between, such as 10.0.0.0/8, ::1",
                value -> value.isEmpty() ? Optional.of(List.of()) : ranges(value));
    }

    private static Optional<List<AddressRange>> ranges(String value) {
        List<AddressRange> ranges = new ArrayList<>();
        for (String part : value.split(",", -1)) {
            Optional<AddressRange> range = AddressRange.parse(part.strip());
            if (range.isEmpty()) {
                return Optional.empty();
            }
            ranges.add(range.get());
        }
        return Optional.of(List.copyOf(ranges));
    }
}
