package dev.zimage.provenance.watermark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// Looks for a mark at every scale and shift.
final class ScaleSearch {

    /// The scales to look at in one plane; larger pictures are halved first.
    static final double SMALLEST = 0.46;

    static final double LARGEST = 0.94;

    /// Shifts that are compared in each direction: half a period of the shortest wave has two.
    private static final int SHIFTS = 64;

    /// How far the waves may drift apart at the picture's border between two scales, in periods.
    private static final double DRIFT = 0.5;

    private static final int CANDIDATES = 6;

    private static final Comparator<Alignment> BY_AGREEMENT =
            Comparator.comparingDouble(Alignment::agreement);

    private final Lattice lattice = Lattice.OURS;
    private final Spectrum spectrum;
    private final double[] phases;
    private final double[] cosines;
    private final double[] sines;
    private final double step;
    private final Fft fft = new Fft(SHIFTS);
    private final double[] sample = new double[2];
    private final float[] re = new float[SHIFTS * SHIFTS];
    private final float[] im = new float[SHIFTS * SHIFTS];
    private final WavePhases seen;
    private final WavePhases expected;

    /// @param phases of the mark's waves
    ScaleSearch(Spectrum spectrum, double[] phases) {
        this.spectrum = spectrum;
        this.phases = phases;
        this.cosines = Arrays.stream(phases).map(Math::cos).toArray();
        this.sines = Arrays.stream(phases).map(Math::sin).toArray();
        this.seen = new WavePhases(lattice.size(), this::phase);
        this.expected = new WavePhases(lattice.size(), this::shifted);
        this.step = DRIFT / (Lattice.HIGHEST * spectrum.tiles());
    }

    /// The best alignment.
    Alignment best() {
        List<Alignment> found = new ArrayList<>();
        // The drift between two scales depends on the number of tiles, that on the scale itself.
        for (double scale = SMALLEST; scale <= LARGEST; scale *= 1 + step * scale) {
            found.add(bestShift(scale));
        }
        return found.stream()
                .sorted(BY_AGREEMENT.reversed())
                .limit(CANDIDATES)
                .map(this::refined)
                .max(BY_AGREEMENT)
                .orElseThrow();
    }

    private Alignment bestShift(double scale) {
        Arrays.fill(re, 0);
        Arrays.fill(im, 0);
        for (int wave = 0; wave < lattice.size(); wave++) {
            phase(wave, scale, scale);
            double c = cosines[wave];
            double s = sines[wave];
            int at = lattice.right(wave) * SHIFTS + (lattice.down(wave) & (SHIFTS - 1));
            re[at] = (float) (sample[0] * c + sample[1] * s);
            im[at] = (float) (sample[1] * c - sample[0] * s);
        }
        for (int column = 0; column <= Lattice.HIGHEST; column++) {
            fft.transform(re, im, column * SHIFTS);
        }
        return peak(scale);
    }

    private Alignment peak(double scale) {
        float[] rowRe = new float[SHIFTS];
        float[] rowIm = new float[SHIFTS];
        float highest = -lattice.size();
        int bestX = 0;
        int bestY = 0;
        for (int y = 0; y < SHIFTS; y++) {
            // No wave is higher than Lattice.HIGHEST, which is below a quarter of the shifts.
            fft.transformQuarter(re, im, y, SHIFTS, rowRe, rowIm);
            for (int x = 0; x < SHIFTS; x++) {
                if (rowRe[x] > highest) {
                    highest = rowRe[x];
                    bestX = x;
                    bestY = y;
                }
            }
        }
        return new Alignment(
                scale,
                scale,
                (double) -bestX / SHIFTS,
                (double) -bestY / SHIFTS,
                (double) highest / lattice.size());
    }

    /// Leaves the phase of a wave, as a vector of length 1, in [#sample].
    private void phase(int wave, double scaleX, double scaleY) {
        spectrum.sample(
                lattice.right(wave) / (Lattice.TILE * scaleX),
                lattice.down(wave) / (Lattice.TILE * scaleY),
                sample);
        double length = Math.sqrt(sample[0] * sample[0] + sample[1] * sample[1]);
        if (length > 0) {
            sample[0] /= length;
            sample[1] /= length;
        }
    }

    /// The best alignment near one, to a fraction of the steps of the search.
    private Alignment refined(Alignment start) {
        Alignment best = start;
        double scaleStep = step * start.scaleX() * start.scaleX() / 2;
        double shiftStep = 0.5 / SHIFTS;
        for (int round = 0; round < 5; round++) {
            int unchanged = 0;
            // After four steps that led nowhere, further ones would only repeat them.
            for (int i = 0; i < 8 && unchanged < 4; i++) {
                Alignment next =
                        switch (i % 4) {
                            case 0 -> better(best, scaleStep, scaleStep, 0, 0);
                            case 1 -> better(best, scaleStep, -scaleStep, 0, 0);
                            case 2 -> better(best, 0, 0, shiftStep, 0);
                            default -> better(best, 0, 0, 0, shiftStep);
                        };
                unchanged = next.equals(best) ? unchanged + 1 : 0;
                best = next;
            }
            scaleStep /= 2;
            shiftStep /= 2;
        }
        return best;
    }

    private Alignment better(Alignment at, double sx, double sy, double dx, double dy) {
        Alignment best = at;
        for (int sign = -1; sign <= 1; sign += 2) {
            Alignment other =
                    measured(
                            at.scaleX() + sign * sx,
                            at.scaleY() + sign * sy,
                            at.shiftX() + sign * dx,
                            at.shiftY() + sign * dy);
            best = other.agreement() > best.agreement() ? other : best;
        }
        return best;
    }

    private Alignment measured(double scaleX, double scaleY, double shiftX, double shiftY) {
        Alignment alignment = new Alignment(scaleX, scaleY, shiftX, shiftY, 0);
        double agreement = agreement(alignment, 0);
        return new Alignment(scaleX, scaleY, shiftX, shiftY, agreement);
    }

    /// The mean cosine between the phases that hold the bits and those expected.
    double dataAgreement(Alignment alignment) {
        return agreement(alignment, lattice.syncWaves());
    }

    private double agreement(Alignment alignment, int firstWave) {
        seen.compute(alignment.scaleX(), alignment.scaleY());
        expected.compute(alignment.shiftX(), alignment.shiftY());
        double sum = 0;
        for (int wave = firstWave; wave < lattice.size(); wave++) {
            sum += seen.re[wave] * expected.re[wave] + seen.im[wave] * expected.im[wave];
        }
        return sum / (lattice.size() - firstWave);
    }

    /// Leaves the phase that a wave of a shifted mark has in [#sample].
    private void shifted(int wave, double shiftX, double shiftY) {
        double angle =
                phases[wave]
                        - 2
                                * Math.PI
                                * (lattice.right(wave) * shiftX + lattice.down(wave) * shiftY);
        sample[0] = Math.cos(angle);
        sample[1] = Math.sin(angle);
    }

    /// Computes the phase of a wave for two parameters into [#sample].
    private interface PhaseOfWave {
        void of(int wave, double x, double y);
    }

    /// The phases of all waves for the parameters that were asked for last: the search changes
    /// either the scales or the shifts, never both.
    private final class WavePhases {

        private final PhaseOfWave phase;
        private final double[] re;
        private final double[] im;
        private double lastX = Double.NaN;
        private double lastY = Double.NaN;

        WavePhases(int waves, PhaseOfWave phase) {
            this.phase = phase;
            this.re = new double[waves];
            this.im = new double[waves];
        }

        void compute(double x, double y) {
            if (x == lastX && y == lastY) {
                return;
            }
            for (int wave = 0; wave < re.length; wave++) {
                phase.of(wave, x, y);
                re[wave] = sample[0];
                im[wave] = sample[1];
            }
            lastX = x;
            lastY = y;
        }
    }
}
