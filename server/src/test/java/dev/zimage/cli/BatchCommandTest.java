package dev.zimage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.server.Eventually;
import dev.zimage.server.TestProgram;
import dev.zimage.server.TestServer;
import dev.zimage.text.CsvTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@SuppressWarnings("NullAway.Init") // started by each test
class BatchCommandTest {

    @TempDir Path data;
    @TempDir Path folder;

    @AutoClose private TestServer server;
    private Shell shell;

    private void start(Map<String, String> settings) {
        server = TestServer.start(data, settings);
        shell = new Shell(data, Clock.systemUTC());
        shell.environment().put("ZIMAGE_URL", server.url(""));
        shell.environment().put("ZIMAGE_KEY", server.liveKey());
    }

    @Test
    @SuppressWarnings("StringConcatToTextBlock") // its line breaks are CR LF
    void a_table_with_mark_line_breaks_and_quotes_becomes_pictures_and_a_table_of_results()
            throws Exception {
        start(Map.of());
        Path file =
                write(
                        "shop.csv",
                        "\uFEFFPrompt,ratio,seed,metadata,metadata.sku\r\n"
                                + "\"a poster, \"\"OPEN\"\"\r\n"
                                + "and more\",3:4,7,\"{\"\"a\"\":\"\"b\"\"}\",A-1\r\n"
                                + "\r\n"
                                + "a cat\r\n"
                                + "fail: a cow,,,,\r\n");

        Shell.Result done = shell.type("batch --yes --json", file.toString());

        assertThat(done.code()).as(done.err()).isEqualTo(1);
        assertThat(done.err())
                .contains("3 pictures, 12 credits (0.012 USD); the balance is 10,000")
                .contains("line 6 failed: ");
        assertThat(done.json().path("completed").asInt()).isEqualTo(2);
        assertThat(done.json().path("failed").asInt()).isEqualTo(1);
        assertThat(server.balance()).isEqualTo(9_992);
        List<CsvTable.Row> results = results(folder.resolve("shop"));
        assertThat(results.get(1).cells())
                .startsWith("1", "2", "a poster, \"OPEN\"\r\nand more", "3:4", "7")
                .contains("{\"a\":\"b\",\"sku\":\"A-1\"}", "completed");
        assertThat(results.get(3).cells()).contains("failed", "80001");
        assertThat(pictures(folder.resolve("shop")))
                .hasSize(2)
                .first()
                .isEqualTo("0001-a-poster-open-and-more-7.jpg");
        JsonNode task = server.get("/api/v1/tasks/" + results.get(1).cells().get(7)).json();
        assertThat(task.path("metadata").path("sku").asString()).isEqualTo("A-1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "prompt,seed;a cat,1;a dog,-4      | line 3: seed is a whole number from 0 to"
                        + " 4294967295",
                "prompt,aspect_ratio;a cat,2:1     | line 2: aspect_ratio is one of 1:1, 4:3, 3:4,"
                        + " 16:9, 9:16, not \"2:1\"",
                "prompt;\"a cat                    | line 2: the quote that begins a field is never"
                        + " closed",
                "prompt;a cat, asleep              | line 2: 2 fields, and the header has 1; put a"
                        + " field with commas in quotes",
                "prompt,metadata;a cat,[1]         | line 2: metadata is a JSON object of strings",
                "prompt,sead;a cat,1               | line 1: unknown column \"sead\"; the columns"
                        + " are prompt, aspect_ratio, seed, metadata and metadata.NAME; did you mean"
                        + " seed?",
                "a cat;a dog                       | line 1: the header needs a column prompt",
                "seed,prompt;1,                    | line 2: the prompt is empty",
            })
    void a_wrong_row_is_named_and_nothing_is_ordered(String table, String message)
            throws IOException {
        start(Map.of());
        Path file = write("wrong.csv", table.strip().replace(';', '\n'));

        Shell.Result refused = shell.type("batch --yes", file.toString());

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains(message);
        assertThat(server.get("/api/v1/tasks").json().path("data")).isEmpty();
    }

    @Test
    void tabs_or_semicolons_separate_fields_too() throws IOException {
        start(Map.of());
        for (Path file :
                List.of(
                        write("clipboard.tsv", "prompt\tseed\n\"a cat;\tasleep\"\tx\n"),
                        write("decimal-comma.csv", "prompt;seed\na cat, asleep;x\n"))) {
            assertThat(shell.type("batch --yes", file.toString()).err())
                    .contains("line 2: seed is a whole number");
        }
    }

    @Test
    void the_server_names_what_it_would_not_take_before_anything_is_ordered() throws IOException {
        start(Map.of());
        Path file = write("long.txt", "a".repeat(1_001) + "\n");

        assertThat(shell.type("batch --yes", file.toString()).err())
                .contains("line 1: The prompt has 1,001 characters; the limit is 1,000");
    }

    @Test
    void only_a_yes_orders_and_a_balance_that_is_too_low_does_not() throws IOException {
        start(Map.of());
        Path file = write("prompts.txt", "a cat\n\na dog\n");

        assertThat(shell.answering("n\n").type("batch", file.toString()).err())
                .contains("Order them? [y/N]")
                .contains("Nothing was ordered.");
        assertThat(shell.answering("").type("batch", file.toString()).err())
                .contains("nobody answered; --yes orders without asking");
        assertThat(server.balance()).isEqualTo(10_000);

        Shell.Result ordered = shell.answering("y\n").type("batch", file.toString());
        assertThat(ordered.code()).as(ordered.err()).isZero();
        assertThat(pictures(folder.resolve("prompts"))).hasSize(2);

        shell.type("credits grant --account default -9988");
        Shell.Result poor =
                shell.type("batch --yes --name again -o " + folder.resolve("x"), file.toString());
        assertThat(poor.err()).contains("the balance is too low for all of them");
        assertThat(server.balance()).isEqualTo(4);
    }

    @Test
    void a_batch_that_is_killed_goes_on_and_pays_for_nothing_twice() throws Exception {
        // The cat has a worker of its own, whichever order comes first.
        start(Map.of("engine.workers", "3"));
        Path file = write("night.txt", "a cat\nslow: a dog\nslow: a dog\n");
        Process process = process("batch", "--yes", file.toString());
        server.live().awaitStart();
        server.live().awaitStart();
        Eventually.seen(() -> pictures(folder.resolve("night")), found -> found.size() == 1);
        process.destroyForcibly().waitFor();
        server.live().letGo(2);

        Shell.Result done = shell.type("batch --yes", file.toString());

        assertThat(done.code()).as(done.err()).isZero();
        assertThat(done.out()).contains("3 of 3 pictures, 12 credits");
        assertThat(pictures(folder.resolve("night"))).hasSize(3);
        assertThat(server.balance()).isEqualTo(9_988);

        Files.delete(folder.resolve("night/batch.jsonl"));
        assertThat(shell.type("batch --yes", file.toString()).code()).isZero();
        assertThat(server.balance()).isEqualTo(9_988);
    }

    @Test
    void while_a_batch_goes_on_its_results_have_the_rows_that_were_done_before() throws Exception {
        start(Map.of());
        Path file = write("grown.txt", "a cat\n");
        assertThat(shell.type("batch --yes", file.toString()).code()).isZero();
        write("grown.txt", "a cat\nslow: a dog\n");

        Future<Shell.Result> going;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            going = threads.submit(() -> shell.type("batch --yes", file.toString()));
            server.live().awaitStart();
            List<CsvTable.Row> seen =
                    Eventually.seen(
                            () -> results(folder.resolve("grown")), rows -> rows.size() > 2);
            server.live().letGo(1);

            assertThat(seen).hasSize(3);
            assertThat(seen.get(1).cells()).contains("a cat", "completed");
            assertThat(seen.get(2).cells()).contains("slow: a dog");
        }
        assertThat(going.get().code()).isZero();
    }

    @Test
    void failed_rows_are_ordered_anew_only_when_that_is_asked_for() throws Exception {
        start(Map.of());
        Path file = write("one.txt", "a cat\n");
        server.live().write("");
        assertThat(shell.type("batch --yes", file.toString()).code()).isEqualTo(1);

        assertThat(shell.type("batch --yes", file.toString()).code()).isEqualTo(1);
        assertThat(server.balance()).isEqualTo(10_000);
        Shell.Result again = shell.type("batch --yes --retry-failed", file.toString());

        assertThat(again.code()).as(again.err()).isZero();
        assertThat(server.balance()).isEqualTo(9_996);
    }

    @Test
    void a_server_that_puts_orders_off_is_asked_again_when_it_says() throws Exception {
        start(Map.of("limits.tasks_in_flight", "1", "engine.workers", "1"));
        Path file = write("many.txt", "pause: one\npause: two\npause: three\n");

        Shell.Result done = shell.type("batch --yes", file.toString());

        assertThat(done.code()).as(done.err()).isZero();
        assertThat(done.err())
                .contains("waiting: The account has reached its limit of tasks in flight: 1");
        assertThat(server.balance()).isEqualTo(9_988);
    }

    @Test
    void a_wrong_key_and_an_address_without_a_server_are_said_so() throws Exception {
        start(Map.of());
        Path file = write("one.txt", "a cat\n");

        assertThat(shell.type("batch --yes --key rk_live_" + "x".repeat(40), file.toString()).err())
                .contains("zimage: ")
                .doesNotContain("\tat ");
        shell.environment().remove("ZIMAGE_KEY");
        assertThat(shell.type("batch --yes", file.toString()).err())
                .contains("name an API key with $ZIMAGE_KEY, --key-file or --key");
        assertThat(shell.type("batch --url nowhere", file.toString()).code()).isEqualTo(2);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static List<CsvTable.Row> results(Path folder) {
        try {
            return CsvTable.parse(Files.readString(folder.resolve("results.csv")));
        } catch (IOException | CsvTable.Malformed e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> pictures(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString())
                    .filter(name -> name.endsWith(".jpg") && !name.startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /// The program as a process of its own.
    private Process process(String... words) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(TestProgram.command(words)).inheritIO();
        builder.environment().putAll(shell.environment());
        return builder.start();
    }
}
