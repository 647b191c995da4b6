package dev.zimage.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.media.ByteRange.Part;
import dev.zimage.media.ByteRange.Unsatisfiable;
import dev.zimage.media.ByteRange.Whole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {

    private static final long LENGTH = 10_000;

    @Test
    void no_header_asks_for_the_whole() {
        assertThat(ByteRange.parse(null, LENGTH)).isEqualTo(new Whole());
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-499, 0, 499",
        "bytes=500-999, 500, 999",
        "bytes=-500, 9500, 9999",
        "bytes=9500-, 9500, 9999",
        "bytes=0-0, 0, 0",
        "bytes=-1, 9999, 9999",
        "bytes=0-, 0, 9999",
        "bytes=0-99999, 0, 9999",
        "bytes=-99999, 0, 9999",
        "bytes=9999-99999999999999999999999, 9999, 9999",
        "bytes=0000000000000000000000001-2, 1, 2",
        "BYTES=1-2, 1, 2",
        "'bytes= 1-2 , ', 1, 2",
        "'bytes=,1-2', 1, 2",
    })
    void one_range_is_cut_to_the_picture(String header, long from, long to) {
        Part part = new Part(from, to);
        assertThat(ByteRange.parse(header, LENGTH)).isEqualTo(part);
        assertThat(part.length()).isEqualTo(to - from + 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bytes=10000-",
                "bytes=10000-10001",
                "bytes=99999999999999999999-",
                "bytes=-0"
            })
    void a_range_beyond_the_picture_cannot_be_satisfied(String header) {
        assertThat(ByteRange.parse(header, LENGTH)).isEqualTo(new Unsatisfiable());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bytes",
                "bytes=",
                "bytes=-",
                "bytes=5-4",
                "bytes=a-b",
                "bytes=1-2-3",
                "bytes=--1",
                "bytes=+1-2",
                "bytes=1 - 2",
                "bytes=٠-١",
                "bytes=0-1,5-6",
                "bytes 0-1",
                "items=0-1",
                "=0-1"
            })
    void several_or_malformed_ranges_are_ignored(String header) {
        assertThat(ByteRange.parse(header, LENGTH)).isEqualTo(new Whole());
    }

    @Test
    void nothing_of_an_empty_picture_can_be_asked_for() {
        assertThat(ByteRange.parse("bytes=0-", 0)).isEqualTo(new Unsatisfiable());
        assertThat(ByteRange.parse("bytes=-5", 0)).isEqualTo(new Unsatisfiable());
    }
}
