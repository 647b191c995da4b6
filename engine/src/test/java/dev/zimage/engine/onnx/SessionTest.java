package dev.zimage.engine.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zimage.engine.onnx.Session.Matrices;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionTest {

    private static final RuntimeOptions RUNTIME = RuntimeOptions.withThreads(1);

    @TempDir Path folder;

    @Test
    void constants_are_pieces_of_a_file() throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 6; i++) {
            bytes.putFloat(i);
        }
        Files.write(folder.resolve("constants"), bytes.array());
        Graph graph = new Graph("sum");
        Value x = graph.input("x", ElementType.FLOAT, "n", 2);
        Value piece = graph.external("c", ElementType.FLOAT, new long[] {2}, "constants", 12, 8);
        graph.output("y", x.plus(piece), ElementType.FLOAT, "n", 2);

        try (Session session = Session.load("sum", graph, folder, Matrices.PACKED, RUNTIME)) {
            Input two = Input.of(new float[] {10, 20, 30, 40}, 2, 2);
            assertThat(session.run(Map.of("x", two), new Cancellation()))
                    .containsExactly(13, 24, 33, 44);
        }
    }

    @Test
    void a_file_that_is_not_there_is_named() {
        Graph graph = new Graph("sum");
        Value x = graph.input("x", ElementType.FLOAT, 2);
        Value piece = graph.external("c", ElementType.FLOAT, new long[] {2}, "nowhere", 0, 8);
        graph.output("y", x.plus(piece), ElementType.FLOAT, 2);

        assertThatThrownBy(() -> Session.load("sum", graph, folder, Matrices.PACKED, RUNTIME))
                .isInstanceOf(SessionException.class)
                .hasMessageContaining("nowhere");
    }

    @Test
    void a_piece_of_another_length_than_its_shape_is_refused() {
        Graph graph = new Graph("sum");

        assertThatThrownBy(() -> graph.external("c", ElementType.FLOAT, new long[] {2}, "f", 0, 12))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("8 bytes, not 12");
    }

    @Test
    void formulas_are_computed_as_they_are_written() {
        Graph graph = new Graph("formula");
        Value x = graph.input("x", ElementType.FLOAT, "n");
        Value y = x.times(2).plus(1).atLeast(x.negated()).minus(x);
        graph.output("y", y, ElementType.FLOAT, "n");

        try (Session session = Session.load("formula", graph, folder, Matrices.PACKED, RUNTIME)) {
            Input input = Input.of(new float[] {3, -1}, 2);
            assertThat(session.run(Map.of("x", input), new Cancellation())).containsExactly(4, 2);
        }
    }
}
