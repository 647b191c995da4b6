package dev.zimage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class UsageTest {

    private static final Path PAGE = Path.of("../docs/command-line.md");

    private static final Map<String, CommandLine> LINES = lines();

    @TempDir Path folder;

    /// All commands that people are shown, by their words.
    static Set<String> commands() {
        return LINES.keySet();
    }

    private static Map<String, CommandLine> lines() {
        Map<String, CommandLine> lines = new TreeMap<>();
        collect(Main.commandLine(Clock.systemUTC()), "", lines);
        return lines;
    }

    private static void collect(CommandLine line, String before, Map<String, CommandLine> lines) {
        line.getSubcommands()
                .forEach((name, command) -> {
                    if (!command.getCommandSpec().usageMessage().hidden()) {
                        lines.put(before + name, command);
                        collect(command, before + name + " ", lines);
                    }
                });
    }

    @ParameterizedTest
    @MethodSource("commands")
    void each_command_explains_itself_on_a_screen(String words) {
        Shell.Result help = new Shell(folder).type(words + " --help");

        assertThat(help.code()).isZero();
        assertThat(help.err()).isEmpty();
        assertThat(help.lines()).hasSizeLessThan(35).allMatch(line -> line.length() <= 80);
        assertThat(help.lines().getFirst()).startsWith("Usage: zimage " + words);
    }

    /// The list of commands shows only the first line of what a command says of itself.
    @ParameterizedTest
    @MethodSource("commands")
    void the_list_of_commands_has_a_whole_sentence_for_each(String words) {
        CommandLine line = Objects.requireNonNull(LINES.get(words));

        assertThat(line.getCommandSpec().usageMessage().description()[0]).endsWith(".");
    }

    @Test
    void the_launcher_names_every_command() throws IOException {
        String launcher = Files.readString(Path.of("../zimage"));

        for (String words : commands()) {
            if (!words.contains(" ")) {
                assertThat(launcher).containsPattern("(?m)^  " + words + " +\\w");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void the_documentation_has_each_command_and_each_option(String words) throws IOException {
        String page = Files.readString(PAGE);
        CommandLine line = Objects.requireNonNull(LINES.get(words));

        assertThat(page).contains("zimage " + words);
        if (!words.contains(" ")) {
            assertThat(page).as("table").containsPattern("(?m)^\\| \\[`zimage " + words + "\\b");
        }
        for (OptionSpec option : line.getCommandSpec().options()) {
            assertThat(page).contains(option.longestName());
        }
    }

    @Test
    void what_is_for_the_build_is_not_shown_to_people() {
        assertThat(commands()).contains("serve", "keys create").doesNotContain("warm-up");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--nothing", "nothing", "keys", "keys nothing", "accounts", "credits"})
    void whoever_asks_wrongly_is_shown_the_commands(String words) {
        Shell.Result refused = new Shell(folder).type(words);

        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err()).startsWith("zimage: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "keys create --account default",
                "keys list --acount default",
                "accounts create",
                "accounts list more",
                "credits grant 5",
                "ledger --limit",
                "doctor --deep"
            })
    void whoever_asks_a_command_wrongly_is_told_in_two_lines(String words) {
        Shell.Result refused = new Shell(folder).type(words);

        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err().lines()).hasSizeLessThanOrEqualTo(2);
        assertThat(refused.err()).startsWith("zimage: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "keys list",
                "keys revoke key_1",
                "keys create --account default --name a",
                "accounts list",
                "accounts create shop",
                "accounts suspend default",
                "credits grant --account default 5",
                "ledger"
            })
    void where_there_is_no_installation_none_is_made(String words) {
        Path nowhere = folder.resolve("nowhere");

        Shell.Result refused = new Shell(nowhere).type(words);

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err().lines()).hasSize(1);
        assertThat(refused.err()).contains("there is no installation in " + nowhere);
        assertThat(nowhere).doesNotExist();
    }

    @Test
    void the_data_directory_is_the_one_named_else_of_the_environment_else_beside_the_program() {
        Shell shell = new Shell(folder);

        assertThat(shell.type("keys list --data " + folder.resolve("named")).err())
                .contains(folder.resolve("named") + ";");
        shell.environment().put("ZIMAGE_DATA", folder.resolve("variable").toString());
        assertThat(shell.type("keys list").err()).contains(folder.resolve("variable") + ";");
        shell.environment().remove("ZIMAGE_DATA");
        assertThat(shell.type("keys list").err()).contains(folder.resolve("data") + ";");
    }

    @Test
    void characters_that_were_lost_on_the_way_are_not_taken_for_meant() {
        Shell.Result refused = new Shell(folder).type("generate -o sea.jpg", "\uFFFD\uFFFD");

        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("LC_ALL=C.UTF-8");
    }

    @Test
    void the_version_is_told() {
        assertThat(new Shell(folder).type("--version").out()).startsWith("zimage ");
    }

    @Test
    void errors_begin_in_red_on_a_terminal() {
        Shell shell = new Shell(folder).watched();
        assertThat(shell.type("frobnicate").err())
                .startsWith("\u001b[31mzimage:\u001b[0m there is no command");
        assertThat(shell.type("accounts list").err()).startsWith("\u001b[31mzimage:\u001b[0m ");
    }

    @Test
    void doctor_shows_its_verdicts_in_colours_on_a_terminal() {
        Shell shell = new Shell(folder);
        shell.install();
        shell.watched();
        assertThat(shell.type("doctor").out())
                .contains("\u001b[32mok  \u001b[0m  ")
                .doesNotContain("\u001b[32mwarn");
        assertThat(shell.type("doctor --json").out()).doesNotContain("\u001b");
    }

    @Test
    void nothing_is_coloured_in_a_pipe_or_with_NO_COLOR() {
        Shell shell = new Shell(folder);
        shell.install();
        assertThat(shell.type("frobnicate").err()).startsWith("zimage: there is no command");
        assertThat(shell.type("doctor").out()).doesNotContain("\u001b");

        shell.watched().environment().put("NO_COLOR", "1");
        assertThat(shell.type("frobnicate").err()).startsWith("zimage: there is no command");
        assertThat(shell.type("doctor").out()).doesNotContain("\u001b");
    }
}
