package dev.zimage.bench.model;

import java.util.List;

/// How large the networks of a model are.
public record ModelShape(Text text, Blocks transformer, Decoder vae) {

    /// The text encoder.
    ///
    /// @param layers of the whole model, one more than are computed
    public record Text(
            int vocabulary,
            int hidden,
            int layers,
            int heads,
            int keyValueHeads,
            int headDim,
            int feedForward) {

        Text withLayers(int count) {
            return new Text(vocabulary, hidden, count, heads, keyValueHeads, headDim, feedForward);
        }
    }

    /// The transformer.
    ///
    /// @param layers over text and picture together
    /// @param refinerLayers over each of them alone
    /// @param axesDims values of a head for each axis of position
    public record Blocks(
            int dim, int layers, int refinerLayers, int heads, List<Integer> axesDims) {

        public Blocks {
            axesDims = List.copyOf(axesDims);
        }

        /// All of its blocks.
        public int blocks() {
            return layers + 2 * refinerLayers;
        }

        Blocks withLayers(int count, int refiners) {
            return new Blocks(dim, count, refiners, heads, axesDims);
        }
    }

    /// The decoder of the autoencoder.
    ///
    /// @param channels of the levels, from the pixels to the latents
    public record Decoder(List<Integer> channels, int layersPerBlock, int groups) {

        public Decoder {
            channels = List.copyOf(channels);
        }
    }

    /// As `Tongyi-MAI/Z-Image-Turbo` is published: its `config.json` files.
    public static ModelShape published() {
        return new ModelShape(
                new Text(151_936, 2560, 36, 32, 8, 128, 9728),
                new Blocks(3840, 30, 2, 30, List.of(32, 48, 48)),
                new Decoder(List.of(128, 256, 512, 512), 2, 32));
    }

    /// The same widths with few layers: quick to make, and no measure of the whole.
    public static ModelShape fewLayers() {
        ModelShape whole = published();
        return new ModelShape(
                whole.text.withLayers(4), whole.transformer.withLayers(2, 1), whole.vae);
    }
}
