package dev.zimage.engines;

import dev.zimage.engine.Fault;
import dev.zimage.engine.zimage.LoadListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The loading of a model in the log: a line for each part, and for each tenth of what takes long.
public final class LoadLog implements LoadListener {

    private static final Logger log = LoggerFactory.getLogger(LoadLog.class);
    private static final double STEP = 0.1;

    private final long began = System.nanoTime();
    private String doing = "";
    private double told;

    @Override
    public synchronized void loading(String what, double fraction) {
        if (fraction >= 1) {
            log.info("the model is ready, {} s after the start of its loading", seconds());
        } else if (!what.equals(doing) || fraction - told >= STEP) {
            log.info("the model: {}, {} % of all", what, Math.round(fraction * 100));
            told = fraction;
        }
        doing = what;
    }

    @Override
    public void removed(Path file, long bytes) {
        log.info("removed {}, {} MB that a killed process had left", file, bytes / 1_000_000);
    }

    @Override
    public void retrying(Fault fault, Duration wait) {
        log.warn(
                "the model cannot be loaded now: {}; the next attempt is in {} s",
                fault.text(),
                wait.toSeconds());
    }

    @Override
    public void failed(Fault fault) {
        log.error(
                "the model cannot be loaded, and nothing is drawn with it: {}{} and start the"
                        + " server again",
                fault.text(),
                fault.remedy().isEmpty() ? "; mend that" : "");
    }

    private String seconds() {
        return String.format(Locale.ROOT, "%.1f", (System.nanoTime() - began) / 1e9);
    }
}
