package dev.zimage.api;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/// Keeps what the whole process logs, from here to [#close].
public final class CapturedLog extends AppenderBase<ILoggingEvent> implements AutoCloseable {

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();

    public static CapturedLog begin() {
        CapturedLog watch = new CapturedLog();
        watch.start();
        watch.root.addAppender(watch);
        return watch;
    }

    @Override
    protected void append(ILoggingEvent event) {
        events.add(event);
    }

    /// The lines that have a stack trace.
    public List<String> stackTraces() {
        return events.stream()
                .filter(event -> event.getThrowableProxy() != null)
                .map(event ->
                        "%s: %s: %s: %s"
                                .formatted(
                                        event.getLoggerName(),
                                        event.getFormattedMessage(),
                                        event.getThrowableProxy().getClassName(),
                                        event.getThrowableProxy().getMessage()))
                .toList();
    }

    @Override
    public void close() {
        root.detachAppender(this);
    }
}
