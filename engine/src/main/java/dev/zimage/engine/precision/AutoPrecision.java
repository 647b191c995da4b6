package dev.zimage.engine.precision;

import dev.zimage.engine.onnx.SessionException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The precision that suits a machine, by measurement. What was measured is kept beside the
/// prepared weights, and measured again on another processor, or with another Java or ONNX Runtime.
///
/// @param precision that suits it
/// @param basis in a few words, why
public record AutoPrecision(Precision precision, String basis) {

    /// What this process has measured, for the next model that it loads. Guarded by the class.
    private static final Map<ProcessorId, PrecisionTimes> MEASURED = new HashMap<>();

    /// As far as is known without measuring: quick, and does not start ONNX Runtime on x86-64.
    ///
    /// @param folder with the prepared weights
    public static AutoPrecision known(Path folder) {
        return known(folder, ProcessorId.here());
    }

    static AutoPrecision known(Path folder, ProcessorId host) {
        return PrecisionTimes.read(folder, host)
                .map(AutoPrecision::of)
                .orElseGet(() -> usual("to be measured when the model is loaded"));
    }

    /// Measures, which takes about a second, unless that was done before, by this process or for
    /// this folder.
    ///
    /// @param folder with the prepared weights; made when it is needed
    public static AutoPrecision measured(Path folder) {
        return measured(folder, ProcessorId.here());
    }

    static AutoPrecision measured(Path folder, ProcessorId host) {
        Optional<PrecisionTimes> kept = PrecisionTimes.read(folder, host);
        if (kept.isPresent()) {
            return of(kept.get());
        }
        try {
            PrecisionTimes times = run(host);
            keep(times, folder);
            return of(times);
        } catch (IOException | SessionException e) {
            return usual("not measured: " + e.getMessage());
        }
    }

    /// One at a time: two would slow each other down.
    private static synchronized PrecisionTimes run(ProcessorId host) throws IOException {
        PrecisionTimes times = MEASURED.get(host);
        if (times == null) {
            times = PrecisionBenchmark.run(host);
            MEASURED.put(host, times);
        }
        return times;
    }

    private static void keep(PrecisionTimes times, Path folder) {
        try {
            times.write(folder);
        } catch (IOException e) {
            // a fault of the folder is reported when weights are prepared in it
        }
    }

    private static AutoPrecision of(PrecisionTimes times) {
        return new AutoPrecision(
                times.fastest(Precision.forThisHost()),
                "measured on %s: %s".formatted(times.host().processor(), times.text()));
    }

    private static AutoPrecision usual(String basis) {
        return new AutoPrecision(Precision.forThisHost(), basis);
    }
}
