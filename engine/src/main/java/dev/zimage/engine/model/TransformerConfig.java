package dev.zimage.engine.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The shape of the denoising transformer: `transformer/config.json`, as diffusers'
/// `ZImageTransformer2DModel` reads it.
///
/// The heads of keys and values (`n_kv_heads`) are as many as those of queries, whatever the file
/// says: the reference does not look at that field.
///
/// @param channels of the latents, in and out
/// @param dim width of a token
/// @param layers blocks over text and picture together
/// @param refinerLayers blocks over the picture alone and over the text alone, before those
/// @param heads of the attention
/// @param textDim width of the text encoder's states
/// @param normEps of the RMS norms of tokens
/// @param qkNorm whether queries and keys are normalised
/// @param ropeTheta base of the rotary frequencies
/// @param timeScale what the time, 0 to 1, is multiplied by before its embedding
/// @param axesDims how many values of a head belong to each of the three axes of position
/// @param axesLengths how many positions each axis has
public record TransformerConfig(
        int channels,
        int dim,
        int layers,
        int refinerLayers,
        int heads,
        int textDim,
        double normEps,
        boolean qkNorm,
        double ropeTheta,
        double timeScale,
        List<Integer> axesDims,
        List<Integer> axesLengths) {

    /// Side of the square of latents that is a token. The pipeline always asks for this one.
    public static final int PATCH = 2;

    /// Tokens of text and of the picture are each padded to a multiple of this.
    public static final int SEQUENCE_MULTIPLE = 32;

    private static final String NETWORK = "ZImageTransformer2DModel";

    /// Width of the states of pictures that Z-Image-Omni takes.
    private static final String PICTURE_INPUT = "siglip_feat_dim";

    /// Widest input of the modulation.
    private static final int MODULATION_DIM = 256;

    /// Hidden width of the time's embedding.
    private static final int TIME_HIDDEN = 1024;

    /// Sines and cosines of the time.
    public static final int TIME_FREQUENCIES = 256;

    static TransformerConfig read(Path file) throws IOException {
        ConfigFile config = ConfigFile.read(file);
        refuseOthers(config);
        List<Integer> patches = config.counts("all_patch_size", List.of(2));
        List<Integer> frames = config.counts("all_f_patch_size", List.of(1));
        boolean usual = false;
        for (int i = 0; i < Math.min(patches.size(), frames.size()); i++) {
            usual |= patches.get(i) == PATCH && frames.get(i) == 1;
        }
        config.refuse("all_patch_size", !usual, "a list with 2 (and all_f_patch_size 1)");
        TransformerConfig read =
                new TransformerConfig(
                        config.count("in_channels"),
                        config.count("dim"),
                        config.layers("n_layers"),
                        config.layers("n_refiner_layers"),
                        config.count("n_heads"),
                        config.count("cap_feat_dim"),
                        config.positive("norm_eps", 1e-5),
                        config.flag("qk_norm", true),
                        config.positive("rope_theta", 256.0),
                        config.positive("t_scale", 1000.0),
                        config.counts("axes_dims"),
                        config.counts("axes_lens"));
        read.check(config);
        return read;
    }

    /// Networks of other models, some of which have fields of the same names.
    private static void refuseOthers(ConfigFile config) throws ModelException {
        String type = config.text("_class_name", NETWORK);
        config.refuse(file -> UnsupportedFamily.ofClass(file, type));
        config.refuse("_class_name", !type.equals(NETWORK), '"' + NETWORK + '"');
        if (config.has(PICTURE_INPUT)) {
            config.refuse(file -> Optional.of(UnsupportedFamily.omni(file, PICTURE_INPUT)));
        }
    }

    private void check(ConfigFile config) throws ModelException {
        if (dim % heads != 0) {
            throw config.wrong("n_heads", "does not divide dim " + dim);
        }
        if (axesDims.size() != 3 || axesDims.stream().anyMatch(d -> d % 2 != 0)) {
            throw config.wrong("axes_dims", "must be three even numbers, not " + axesDims);
        }
        if (axesDims.stream().mapToInt(d -> d).sum() != headDim()) {
            throw config.wrong(
                    "axes_dims",
                    "must add up to a head's width, %d, not %s".formatted(headDim(), axesDims));
        }
        if (axesLengths.size() != 3) {
            throw config.wrong("axes_lens", "must be three numbers, not " + axesLengths);
        }
    }

    /// Width of a head.
    public int headDim() {
        return dim / heads;
    }

    /// Hidden width of the feed-forward layers: `int(dim / 3 * 8)`.
    public int feedForwardDim() {
        return (int) (dim / 3.0 * 8);
    }

    /// Width of the time's embedding, which is the input of the modulation.
    public int modulationDim() {
        return Math.min(dim, MODULATION_DIM);
    }

    /// Values of a patch: what a token is made of and what comes out of it.
    public int patchDim() {
        return PATCH * PATCH * channels;
    }

    /// The tensors that the weights must have.
    public TensorLayout tensors() {
        TensorLayout.Builder all = new TensorLayout.Builder();
        all.linear("t_embedder.mlp.0", TIME_HIDDEN, TIME_FREQUENCIES)
                .linear("t_embedder.mlp.2", modulationDim(), TIME_HIDDEN)
                .norm("cap_embedder.0", textDim)
                .linear("cap_embedder.1", dim, textDim)
                .linear("all_x_embedder.2-1", dim, patchDim())
                .tensor("x_pad_token", 1, dim)
                .tensor("cap_pad_token", 1, dim)
                .linear("all_final_layer.2-1.linear", patchDim(), dim)
                .linear("all_final_layer.2-1.adaLN_modulation.1", dim, modulationDim());
        for (int i = 0; i < refinerLayers; i++) {
            block(all, "noise_refiner." + i, true);
            block(all, "context_refiner." + i, false);
        }
        for (int i = 0; i < layers; i++) {
            block(all, "layers." + i, true);
        }
        // Other patch sizes and the parts for pictures as input, which no prompt uses.
        return all.build("all_x_embedder.", "all_final_layer.", "siglip_");
    }

    private void block(TensorLayout.Builder all, String name, boolean modulated) {
        for (String projection : List.of("to_q", "to_k", "to_v", "to_out.0")) {
            all.matrix(name + ".attention." + projection, dim, dim);
        }
        if (qkNorm) {
            all.norm(name + ".attention.norm_q", headDim());
            all.norm(name + ".attention.norm_k", headDim());
        }
        all.matrix(name + ".feed_forward.w1", feedForwardDim(), dim)
                .matrix(name + ".feed_forward.w2", dim, feedForwardDim())
                .matrix(name + ".feed_forward.w3", feedForwardDim(), dim);
        for (String norm :
                List.of("attention_norm1", "attention_norm2", "ffn_norm1", "ffn_norm2")) {
            all.norm(name + "." + norm, dim);
        }
        if (modulated) {
            all.linear(name + ".adaLN_modulation.0", 4L * dim, modulationDim());
        }
    }
}
