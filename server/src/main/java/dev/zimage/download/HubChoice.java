package dev.zimage.download;

import dev.zimage.config.Config;
import dev.zimage.engine.hub.HubAddress;
import dev.zimage.engine.hub.HubAddress.Dialect;
import dev.zimage.engine.hub.PullRequest.AccessToken;
import dev.zimage.origin.BaseUrl;
import dev.zimage.text.SecretFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which hub is asked, and with what token. A token that was set for one hub is never sent to
/// another: what `--from` names gets the one of `--token-file` alone.
///
/// @param token null for none
public record HubChoice(HubAddress address, @Nullable AccessToken token) {

    /// What was said on the command line.
    ///
    /// @param from a name or an address, null for the configured hub
    /// @param dialect null for the one that its host tells
    /// @param tokenFile null for the configured one
    public record Options(
            @Nullable String from, @Nullable Dialect dialect, @Nullable Path tokenFile) {}

    /// @throws UnusableHubException naming what cannot be used
    public static HubChoice of(
            Options options, Config.Hub configured, Map<String, String> environment)
            throws UnusableHubException {
        HubAddress usual = usual(configured, environment);
        String from = options.from();
        HubAddress address = from == null ? usual : address("--from", from);
        if (options.dialect() != null) {
            address = address.speaking(options.dialect());
        }
        Path file = options.tokenFile();
        if (file != null) {
            return new HubChoice(address, read(file));
        }
        boolean isUsual = address.root().equals(usual.root());
        if (isUsual && configured.tokenFile().isPresent()) {
            return new HubChoice(address, read(configured.tokenFile().get()));
        }
        return new HubChoice(address, ofEnvironment(address, environment));
    }

    private static HubAddress usual(Config.Hub configured, Map<String, String> environment)
            throws UnusableHubException {
        Optional<String> url = configured.url().map(BaseUrl::toString);
        return url.isPresent()
                ? address("hub.url", url.get())
                : endpoint(environment).orElse(HubAddress.HUGGING_FACE);
    }

    private static Optional<HubAddress> endpoint(Map<String, String> environment)
            throws UnusableHubException {
        String endpoint = environment.getOrDefault("HF_ENDPOINT", "").strip();
        return endpoint.isEmpty()
                ? Optional.empty()
                : Optional.of(address("HF_ENDPOINT", endpoint));
    }

    private static HubAddress address(String name, String text) throws UnusableHubException {
        try {
            return HubAddress.of(text);
        } catch (IllegalArgumentException e) {
            throw new UnusableHubException(name + ": " + e.getMessage());
        }
    }

    /// The variables of the hubs' own programs, each for its own hub.
    private static @Nullable AccessToken ofEnvironment(
            HubAddress address, Map<String, String> environment) throws UnusableHubException {
        boolean huggingFace =
                address.root().equals(HubAddress.HUGGING_FACE.root())
                        || endpoint(environment)
                                .filter(own -> own.root().equals(address.root()))
                                .isPresent();
        if (huggingFace) {
            return token("HF_TOKEN", environment.getOrDefault("HF_TOKEN", ""));
        }
        return HubAddress.isModelScope(address.root())
                ? token(
                        "MODELSCOPE_API_TOKEN",
                        environment.getOrDefault("MODELSCOPE_API_TOKEN", ""))
                : null;
    }

    private static AccessToken read(Path file) throws UnusableHubException {
        try {
            AccessToken token = token(file.toString(), SecretFile.read(file));
            if (token == null) {
                throw new UnusableHubException(file + " is empty; it should hold a token");
            }
            return token;
        } catch (IOException e) {
            throw new UnusableHubException("the token in " + file + " cannot be read");
        }
    }

    private static @Nullable AccessToken token(String where, String text)
            throws UnusableHubException {
        try {
            return text.isBlank() ? null : new AccessToken(text);
        } catch (IllegalArgumentException e) {
            throw new UnusableHubException(where + ": " + e.getMessage());
        }
    }
}
