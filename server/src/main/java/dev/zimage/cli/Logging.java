package dev.zimage.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import dev.zimage.config.Config;
import dev.zimage.config.LogFormat;
import org.slf4j.LoggerFactory;

/// The log goes to standard error, so that standard output stays for what a command answers. Until
/// the configuration is read, only warnings are shown. Logback finds this class as a service.
public final class Logging extends ContextAwareBase implements Configurator {

    private static final String LINE = "%d{HH:mm:ss.SSS} %-5level %logger{0}: %msg%n";

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        install(context, Level.WARN, text(context));
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    static void apply(Config.Log config) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        Encoder<ILoggingEvent> encoder =
                config.format() == LogFormat.JSON ? json(context) : text(context);
        Level level = Level.valueOf(config.level().name());
        install(context, level, encoder);
        // The libraries tell at INFO what helps only their authors.
        Level ofLibraries = level.isGreaterOrEqual(Level.WARN) ? level : Level.WARN;
        context.getLogger("org").setLevel(ofLibraries);
        context.getLogger("io").setLevel(ofLibraries);
        // Whoever starts the server hears of a failure anyway, in one line.
        context.getLogger("io.javalin").setLevel(Level.OFF);
        // Jetty warns of every malformed request with the client's own words.
        context.getLogger("org.eclipse.jetty").setLevel(Level.ERROR);
        // The MCP SDK warns of the same.
        context.getLogger("io.modelcontextprotocol").setLevel(Level.ERROR);
    }

    private static void install(
            LoggerContext context, Level level, Encoder<ILoggingEvent> encoder) {
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setTarget("System.err");
        appender.setEncoder(encoder);
        appender.start();
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(level);
        root.addAppender(appender);
    }

    private static Encoder<ILoggingEvent> text(LoggerContext context) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(LINE);
        encoder.start();
        return encoder;
    }

    private static Encoder<ILoggingEvent> json(LoggerContext context) {
        JsonEncoder encoder = new JsonEncoder();
        encoder.setContext(context);
        encoder.start();
        return encoder;
    }
}
