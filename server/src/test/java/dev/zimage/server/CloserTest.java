package dev.zimage.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CloserTest {

    private final List<String> closed = new ArrayList<>();
    private final Closer closer = new Closer();

    private void open(String name) {
        closer.atClose(name, () -> closed.add(name));
    }

    @Test
    void closes_the_last_first_and_each_once() {
        open("a");
        open("b");

        closer.close();
        closer.close();

        assertThat(closed).containsExactly("b", "a");
    }

    @Test
    void goes_on_after_one_that_cannot_be_closed() {
        open("a");
        closer.atClose(
                "broken",
                () -> {
                    throw new IllegalStateException("told to");
                });
        open("b");

        closer.close();

        assertThat(closed).containsExactly("b", "a");
    }

    @Test
    void what_is_opened_while_it_closes_or_later_is_closed_too() {
        closer.atClose("late", () -> open("opened while closing"));

        closer.close();
        open("opened later");

        assertThat(closed).containsExactly("opened while closing", "opened later");
    }
}
