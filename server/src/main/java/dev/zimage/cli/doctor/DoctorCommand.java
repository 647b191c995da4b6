package dev.zimage.cli.doctor;

import dev.zimage.cli.command.AnswerForm;
import dev.zimage.cli.command.Colours;
import dev.zimage.cli.command.CommandContext;
import dev.zimage.cli.command.DataOption;
import dev.zimage.cli.command.Display;
import dev.zimage.config.Config;
import dev.zimage.config.LoadedConfig;
import dev.zimage.config.Setting;
import dev.zimage.engines.EngineFinding;
import dev.zimage.engines.EngineFleet;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `zimage doctor`: whether this machine and this installation are in order.
@Command(
        name = "doctor",
        description = {
            "Check this machine and installation, and say what to do about what is wrong.",
            "It changes nothing and can run beside the server. Exit code 1 when a check failed."
        },
        sortOptions = false)
public final class DoctorCommand implements Callable<Integer> {

    private final CommandContext context;

    @Mixin private final DataOption data;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Read this file in place of zimage.properties in the data directory.")
    private @Nullable Path config;

    @Option(names = "--all", description = "Show the settings that have their default, too.")
    private boolean all;

    @Mixin private AnswerForm answer = new AnswerForm();

    /// @param status the worst of the checks: `ok`, `warn` or `fail`
    record ReportAnswer(String status, List<CheckAnswer> checks, List<SettingAnswer> settings) {}

    /// @param advice what to do about it, null when it is in order
    record CheckAnswer(String name, String status, String message, @Nullable String advice) {}

    /// @param origin where the value comes from
    record SettingAnswer(String key, String value, String origin) {}

    public DoctorCommand(CommandContext context) {
        this.context = context;
        this.data = new DataOption(context);
    }

    @Override
    public Integer call() {
        DoctorReport report =
                new Doctor(
                                data.directory(),
                                config,
                                context.environment(),
                                this::findings,
                                context.clock())
                        .examine();
        answer.give(record(report), () -> text(report, all, context.coloursOfOutput()));
        return report.status() == Check.Status.FAIL ? 1 : 0;
    }

    private Map<String, EngineFinding> findings(Config config) {
        return EngineFleet.of(data.directory().engineSettings(config)).inspect();
    }

    private static ReportAnswer record(DoctorReport report) {
        return new ReportAnswer(
                report.status().label(),
                report.checks().stream()
                        .map(check ->
                                new CheckAnswer(
                                        check.name().replace(' ', '_'),
                                        check.status().label(),
                                        check.message(),
                                        check.advice()))
                        .toList(),
                report.config().map(LoadedConfig::settings).orElse(List.of()).stream()
                        .map(DoctorCommand::record)
                        .toList());
    }

    private static SettingAnswer record(Setting setting) {
        return new SettingAnswer(setting.key().name(), setting.shown(), setting.origin());
    }

    private static String text(DoctorReport report, boolean all, Colours colours) {
        StringBuilder text = new StringBuilder();
        for (Check check : report.checks()) {
            text.append(line(check, colours));
        }
        String settings =
                report.config()
                        .map(loaded -> all ? loaded.render() : loaded.renderChanged())
                        .orElse("");
        if (!settings.isEmpty()) {
            text.append('\n').append(settings).append('\n');
        }
        return text.append('\n').append(verdict(report, colours)).toString();
    }

    private static String line(Check check, Colours colours) {
        String advice = check.advice() == null ? "" : "; " + check.advice();
        return "%s  %-15s  %s\n"
                .formatted(
                        coloured("%-4s".formatted(check.status().label()), check.status(), colours),
                        check.name(),
                        Display.text(check.message() + advice));
    }

    private static String coloured(String text, Check.Status status, Colours colours) {
        return switch (status) {
            case OK -> colours.green(text);
            case WARN -> colours.yellow(text);
            case FAIL -> colours.red(text);
        };
    }

    private static String verdict(DoctorReport report, Colours colours) {
        long failed = report.count(Check.Status.FAIL);
        long warnings = report.count(Check.Status.WARN);
        if (failed == 0 && warnings == 0) {
            return colours.green("Everything is in order.");
        }
        return coloured(
                String.format(Locale.ROOT, "%d failed, %d with a warning.", failed, warnings),
                report.status(),
                colours);
    }
}
