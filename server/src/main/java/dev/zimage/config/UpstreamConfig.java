package dev.zimage.config;

import dev.zimage.origin.BaseUrl;
import dev.zimage.upstream.ServerKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// An engine on other servers.
///
/// @param kind of its servers
/// @param preset empty for the usual one, or none
/// @param files that its kind reads, by the settings that name them
/// @param model what its servers call their model, empty for the id of each
/// @param keyFile with the key that they want
/// @param keyVariable of the environment, with that key
/// @param atOnce pictures that each server gets at once
/// @param hosts that pictures may be fetched from besides the servers
public record UpstreamConfig(
        String name,
        ServerKind kind,
        List<BaseUrl> urls,
        String preset,
        Map<String, Path> files,
        String model,
        Optional<Path> keyFile,
        Optional<String> keyVariable,
        int atOnce,
        Duration timeout,
        List<String> hosts) {

    /// All engines of the settings, which [ModelChecks] has found in order.
    static Map<String, UpstreamConfig> all(Settings settings) {
        Map<String, UpstreamConfig> engines = new TreeMap<>();
        settings.members(RemoteKeys.GROUP).forEach(name -> engines.put(name, of(settings, name)));
        return Map.copyOf(engines);
    }

    private static UpstreamConfig of(Settings settings, String name) {
        return new UpstreamConfig(
                name,
                settings.get(RemoteKeys.KIND, name).orElseThrow(),
                settings.get(RemoteKeys.URL, name),
                settings.get(RemoteKeys.PRESET, name),
                RemoteKeys.files(settings, name),
                settings.get(RemoteKeys.MODEL, name),
                settings.get(RemoteKeys.API_KEY_FILE, name),
                settings.get(RemoteKeys.API_KEY_VARIABLE, name),
                settings.get(RemoteKeys.AT_ONCE, name),
                settings.get(RemoteKeys.TIMEOUT, name),
                settings.get(RemoteKeys.HOSTS, name));
    }
}
