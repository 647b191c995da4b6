package dev.zimage.provenance.watermark;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Looks for known marks in one plane.
final class WatermarkReader {

    /// The mean cosine of all phases, at least. In a picture without this mark, the phases of the n
    /// waves relative to the mark's are independent of each other and evenly spread, so the
    /// probability of a mean above t is at most exp(-n t²). Of 332 waves, two payloads and some 20
    /// million alignments, that makes less than one false alarm in ten million pictures.
    private static final double MIN_AGREEMENT = 0.33;

    /// The mean cosine of the phases that hold the bits, at least. A mark of another installation
    /// has the other phases in common with ours; these agree only by chance.
    private static final double MIN_DATA_AGREEMENT = 0.3;

    private WatermarkReader() {}

    static Optional<FoundWatermark> read(
            Plane plane, int halvings, List<WatermarkPayload> payloads) {
        Spectrum spectrum = Spectrum.of(Residual.of(plane));
        return payloads.stream()
                .flatMap(payload -> read(spectrum, halvings, payload).stream())
                .max(Comparator.comparingDouble(FoundWatermark::agreement));
    }

    private static Optional<FoundWatermark> read(
            Spectrum spectrum, int halvings, WatermarkPayload payload) {
        double[] phases = Lattice.OURS.phases(PayloadCode.of(payload));
        ScaleSearch search = new ScaleSearch(spectrum, phases);
        Alignment best = search.best();
        return best.agreement() >= MIN_AGREEMENT && search.dataAgreement(best) >= MIN_DATA_AGREEMENT
                ? Optional.of(
                        new FoundWatermark(
                                payload, best.agreement(), Math.scalb(best.scaleX(), halvings)))
                : Optional.empty();
    }
}
