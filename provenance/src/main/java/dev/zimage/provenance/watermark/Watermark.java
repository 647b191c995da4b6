package dev.zimage.provenance.watermark;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;

/// An imperceptible mark of 64 bits in the brightness of a picture.
///
/// The mark is a sum of faint waves that repeats in tiles. The phases of a quarter of the waves are
/// the same in every mark; those of the others hold the bits. A reader tries the marks that it
/// knows at every scale and shift. See `docs/provenance.md` for what a mark survives. Safe for use
/// by several threads.
public final class Watermark {

    /// Pictures with a shorter side are not marked: they hold too few tiles.
    public static final int MIN_SIDE = 256;

    /// How often a picture is halved while it is searched: once for the scale at which it was
    /// marked, twice for enlarged ones.
    private static final int HALVINGS = 2;

    /// A plane with a shorter side holds no whole tile.
    private static final int MIN_PLANE_SIDE = 64;

    /// The largest picture that is searched at its full size, in pixels. Only pictures that were
    /// reduced from larger ones than this installation draws would be found there.
    private static final int MAX_PIXELS = 1 << 22;

    private Watermark() {}

    /// Marks a picture in place. Equal pictures with equal payloads stay equal.
    ///
    /// @return whether the picture is large enough to be marked
    public static boolean write(BufferedImage image, WatermarkPayload payload) {
        if (Math.min(image.getWidth(), image.getHeight()) < MIN_SIDE) {
            return false;
        }
        Residual half = Residual.of(Plane.halvedLuma(image));
        double[] phases = Lattice.OURS.phases(PayloadCode.of(payload));
        MarkTile tile = MarkTile.of(Lattice.OURS, phases, HostWaves.of(half, Lattice.OURS));
        MarkWriter.write(image, half, tile);
        return true;
    }

    /// The one of these marks that a picture has; of several, the one that agrees best. Needs about
    /// 30 bytes of memory a pixel.
    public static Optional<FoundWatermark> find(
            BufferedImage image, List<WatermarkPayload> payloads) {
        Plane[] planes = new Plane[HALVINGS + 1];
        planes[0] = Plane.luma(image);
        for (int i = 1; i <= HALVINGS; i++) {
            planes[i] = planes[i - 1].halved();
        }
        Optional<FoundWatermark> found = find(planes[1], 1, payloads);
        if (found.isEmpty() && image.getWidth() * image.getHeight() <= MAX_PIXELS) {
            found = find(planes[0], 0, payloads);
        }
        return found.isPresent() ? found : find(planes[2], 2, payloads);
    }

    private static Optional<FoundWatermark> find(
            Plane plane, int halvings, List<WatermarkPayload> payloads) {
        return Math.min(plane.width(), plane.height()) < MIN_PLANE_SIDE
                ? Optional.empty()
                : WatermarkReader.read(plane, halvings, payloads);
    }
}
