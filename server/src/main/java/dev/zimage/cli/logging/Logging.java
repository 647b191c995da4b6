package dev.zimage.cli.logging;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import dev.zimage.config.Config;
import dev.zimage.config.LogFormat;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.SubstituteLoggerFactory;

/// The log goes to standard error, so that standard output stays for what a command answers. Until
/// the configuration is read, only warnings are shown. Logback finds this class as a service.
public final class Logging extends ContextAwareBase implements Configurator {

    private static final String LINE = "%d{HH:mm:ss.SSS} %-5level %logger{0}: %msg%n";
    private static final String PAIRS = "%d{HH:mm:ss.SSS} %-5level %logger{0}: %kvp{NONE}%n";
    private static final String REQUESTS = "requests";
    private static final int LINES_WAITING = 8_192;

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        install(context, Level.WARN, text(context, LINE));
        silence(context);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /// Sets the log up as it is configured.
    public static void apply(Config.Log config) {
        LoggerContext context = context();
        context.reset();
        Encoder<ILoggingEvent> encoder =
                config.format() == LogFormat.JSON ? json(context) : text(context, LINE);
        Level level = Level.valueOf(config.level().name());
        install(context, level, encoder);
        // The libraries tell at INFO what helps only their authors.
        Level ofLibraries = level.isGreaterOrEqual(Level.WARN) ? level : Level.WARN;
        context.getLogger("org").setLevel(ofLibraries);
        context.getLogger("io").setLevel(ofLibraries);
        silence(context);
        // Jetty warns of every malformed request with the client's own words.
        context.getLogger("org.eclipse.jetty").setLevel(Level.ERROR);
        // The MCP SDK warns of the same.
        context.getLogger("io.modelcontextprotocol").setLevel(Level.ERROR);
        installRequests(context, config);
    }

    /// These log with a stack trace what they throw as well, and we report that in one line.
    private static void silence(LoggerContext context) {
        context.getLogger("io.javalin").setLevel(Level.OFF);
        context.getLogger("org.sqlite").setLevel(Level.OFF);
        // It warns of every connection that is lost, and StorageHealth logs the outage.
        context.getLogger("com.zaxxer.hikari").setLevel(Level.ERROR);
    }

    /// While another thread sets SLF4J up, there is only a substitute.
    private static LoggerContext context() {
        ILoggerFactory factory = LoggerFactory.getILoggerFactory();
        while (factory instanceof SubstituteLoggerFactory) {
            LockSupport.parkNanos(1_000_000);
            factory = LoggerFactory.getILoggerFactory();
        }
        return (LoggerContext) factory;
    }

    /// The lines of requests are written by a thread of their own, so that no request waits for
    /// standard error. When it takes them too slowly, lines are left out.
    private static void installRequests(LoggerContext context, Config.Log config) {
        Logger requests = context.getLogger(REQUESTS);
        if (!config.requests()) {
            requests.setLevel(Level.OFF);
            return;
        }
        AsyncAppender queue = new AsyncAppender();
        queue.setContext(context);
        queue.setName(REQUESTS);
        queue.setQueueSize(LINES_WAITING);
        queue.setDiscardingThreshold(0);
        queue.setNeverBlock(true);
        queue.addAppender(
                console(
                        context,
                        config.format() == LogFormat.JSON
                                ? flatJson(context)
                                : text(context, PAIRS)));
        queue.start();
        requests.setAdditive(false);
        requests.addAppender(queue);
    }

    /// Writes the lines of requests that wait, and ends their thread.
    public static void flush() {
        LoggerContext context = context();
        Appender<ILoggingEvent> queue = context.getLogger(REQUESTS).getAppender(REQUESTS);
        if (queue != null) {
            queue.stop();
        }
    }

    private static void install(
            LoggerContext context, Level level, Encoder<ILoggingEvent> encoder) {
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(level);
        root.addAppender(console(context, encoder));
    }

    private static Appender<ILoggingEvent> console(
            LoggerContext context, Encoder<ILoggingEvent> encoder) {
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setTarget("System.err");
        appender.setEncoder(encoder);
        appender.start();
        return appender;
    }

    private static Encoder<ILoggingEvent> text(LoggerContext context, String pattern) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(pattern);
        encoder.start();
        return encoder;
    }

    private static Encoder<ILoggingEvent> flatJson(LoggerContext context) {
        FlatJsonEncoder encoder = new FlatJsonEncoder();
        encoder.setContext(context);
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
