package dev.zimage.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SseParserTest {

    @Test
    void events_are_the_same_however_the_stream_is_cut() throws IOException {
        byte[] stream =
                """
                : a comment
                id: 1
                event: progress
                data: {"a":
                data:"船"}
                retry: 10

                event: nothing

                data
                data: plain\r
                \r
                data: never ends\
                """
                        .getBytes(UTF_8);
        List<SseParser.Event> expected =
                List.of(
                        new SseParser.Event("progress", "{\"a\":\n\"船\"}"),
                        new SseParser.Event("message", "plain"));
        for (int size = 1; size <= stream.length; size++) {
            assertThat(parsed(stream, size)).as("pieces of " + size).isEqualTo(expected);
        }
    }

    private static List<SseParser.Event> parsed(byte[] stream, int size) throws IOException {
        SseParser parser = new SseParser();
        List<SseParser.Event> events = new ArrayList<>();
        for (int from = 0; from < stream.length; from += size) {
            int length = Math.min(size, stream.length - from);
            events.addAll(parser.feed(ByteBuffer.wrap(stream, from, length)));
        }
        return events;
    }
}
