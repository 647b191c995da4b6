package dev.zimage.api;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/// Keeps the lines with a stack trace that the whole process logs, from here to [#close].
public final class CapturedLog extends AppenderBase<ILoggingEvent> implements AutoCloseable {

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final List<String> stackTraces = new CopyOnWriteArrayList<>();

    public static CapturedLog begin() {
        CapturedLog watch = new CapturedLog();
        watch.start();
        watch.root.addAppender(watch);
        return watch;
    }

    @Override
    protected void append(ILoggingEvent event) {
        IThrowableProxy thrown = event.getThrowableProxy();
        if (thrown != null) {
            stackTraces.add(
                    "%s: %s: %s: %s"
                            .formatted(
                                    event.getLoggerName(),
                                    event.getFormattedMessage(),
                                    thrown.getClassName(),
                                    thrown.getMessage()));
        }
    }

    /// The lines that had a stack trace so far.
    public List<String> stackTraces() {
        return List.copyOf(stackTraces);
    }

    @Override
    public void close() {
        root.detachAppender(this);
    }
}
