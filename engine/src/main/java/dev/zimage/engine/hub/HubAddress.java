package dev.zimage.engine.hub;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/// Where a hub is and what it speaks.
///
/// @param root `http[s]://host[:port][/path]`, without a slash at its end; a mirror may live below
///   a path
public record HubAddress(URI root, Dialect dialect) {

    public static final HubAddress HUGGING_FACE = of("https://huggingface.co");
    public static final HubAddress MODEL_SCOPE = of("https://modelscope.cn");

    public HubAddress {
        String scheme = String.valueOf(root.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            throw new IllegalArgumentException(
                    "the address of a hub begins with https://: " + root);
        }
        if (root.getHost() == null
                || root.getRawUserInfo() != null
                || root.getRawQuery() != null
                || root.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "the address of a hub is http[s]://host[:port][/path], without user, query and"
                            + " fragment");
        }
        String text = root.toString();
        if (text.endsWith("/")) {
            root = URI.create(text.replaceFirst("/+$", ""));
        }
    }

    /// The hub of a name, `huggingface` or `modelscope`, or at an address. What it speaks follows
    /// from its host.
    ///
    /// @throws IllegalArgumentException when it is neither
    public static HubAddress of(String text) {
        return switch (text) {
            case "huggingface" -> HUGGING_FACE;
            case "modelscope" -> MODEL_SCOPE;
            default -> at(text);
        };
    }

    private static HubAddress at(String text) {
        try {
            URI root = new URI(text.strip());
            if (root.getHost() == null) {
                throw new IllegalArgumentException(
                        "not the address of a hub: give huggingface, modelscope or"
                                + " https://host[:port][/path]");
            }
            return new HubAddress(root, Dialect.of(root));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("not an address: " + e.getReason(), e);
        }
    }

    /// Whether the address is one of ModelScope's own.
    public static boolean isModelScope(URI address) {
        String host = "." + address.getHost().toLowerCase(Locale.ROOT);
        return host.endsWith(".modelscope.cn") || host.endsWith(".modelscope.ai");
    }

    /// The same address, for a hub whose host does not tell what it speaks.
    public HubAddress speaking(Dialect other) {
        return new HubAddress(root, other);
    }

    /// Whether others on the network can read what is sent there.
    boolean isOpenToEavesdroppers() {
        return root.getScheme().equalsIgnoreCase("http") && !isLoopback(root.getHost());
    }

    private static boolean isLoopback(String host) {
        return host.equalsIgnoreCase("localhost")
                || host.matches("127(\\.\\d{1,3}){3}")
                || host.equals("[::1]");
    }

    @Override
    public String toString() {
        return root.toString();
    }

    /// The language that a hub speaks.
    public enum Dialect {
        /// `/api/models/…` and `/…/resolve/…`, as Hugging Face and its mirrors have them.
        HUGGING_FACE("huggingface"),
        /// `/api/v1/models/…`, as ModelScope has it.
        MODEL_SCOPE("modelscope");

        private final String label;

        Dialect(String label) {
            this.label = label;
        }

        /// The name on the command line and in files.
        public String label() {
            return label;
        }

        /// The branch that a hub of this kind publishes on.
        public String defaultRevision() {
            return switch (this) {
                case HUGGING_FACE -> "main";
                case MODEL_SCOPE -> "master";
            };
        }

        /// What a hub at this address most likely speaks.
        static Dialect of(URI address) {
            return isModelScope(address) ? MODEL_SCOPE : HUGGING_FACE;
        }
    }
}
