package dev.zimage.provenance.watermark;

import java.util.List;
import java.util.Optional;

/// Finds the mark of one plane and reads its bits.
final class WatermarkReader {

    /// The mean cosine of the phases that synchronise, at least; below, decoding is not tried.
    private static final double MIN_SYNC = 0.33;

    /// The mean cosine of all phases, at least. In a picture without this mark, the phases of the n
    /// waves relative to the key's are independent of each other and evenly spread, so the
    /// probability of a mean above t is at most exp(-n t²). Of 332 waves, 2^64 payloads and some 20
    /// million alignments, that makes less than one false alarm in a million pictures.
    private static final double MIN_AGREEMENT = 0.48;

    private WatermarkReader() {}

    static Optional<FoundWatermark> read(Plane plane, int halvings) {
        ScaleSearch search = new ScaleSearch(Residual.of(plane));
        List<Alignment> candidates = search.best();
        for (Alignment candidate : candidates) {
            if (candidate.agreement() >= MIN_SYNC) {
                Optional<FoundWatermark> found = decode(search, candidate, halvings);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<FoundWatermark> decode(
            ScaleSearch search, Alignment alignment, int halvings) {
        int first = Lattice.OURS.syncWaves();
        float[] soft = new float[ErrorCorrection.CODE_BITS];
        for (int i = 0; i < Lattice.DATA_WAVES; i++) {
            double[] phase = search.turned(first + i, alignment);
            soft[2 * i] = (float) phase[0];
            soft[2 * i + 1] = (float) phase[1];
        }
        return ErrorCorrection.decode(soft)
                .map(bits ->
                        new FoundWatermark(
                                WatermarkPayload.of(bits),
                                agreement(soft, bits, alignment),
                                Math.scalb(alignment.scaleX(), halvings)))
                .filter(found -> found.agreement() >= MIN_AGREEMENT);
    }

    private static double agreement(float[] soft, long bits, Alignment alignment) {
        boolean[] code = ErrorCorrection.encode(bits);
        double sum = 0;
        for (int i = 0; i < code.length; i++) {
            sum += code[i] ? -soft[i] : soft[i];
        }
        int sync = Lattice.OURS.syncWaves();
        return (sum * Math.sqrt(0.5) + sync * alignment.agreement()) / Lattice.OURS.size();
    }
}
