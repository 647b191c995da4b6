package dev.zimage.upstream;

import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What an engine on other servers is made of.
///
/// @param name of the engine
/// @param protocol by which its servers are talked to
/// @param urls of the servers, all of which draw the same
/// @param key that they want
/// @param atOnce pictures that each server gets at once
/// @param attempts how often a picture is tried before it fails
/// @param timeout of one attempt
/// @param hosts other than the servers' own that pictures may be fetched from; each includes its
///   subdomains
/// @param models by the id in an order
/// @param fallback the model of an order that names none of these
public record UpstreamOptions(
        String name,
        Protocol protocol,
        List<URI> urls,
        Optional<AccessKey> key,
        int atOnce,
        int attempts,
        Duration timeout,
        Set<String> hosts,
        Map<String, ServedModel> models,
        ServedModel fallback) {

    public UpstreamOptions {
        urls = List.copyOf(urls);
        hosts = Set.copyOf(hosts);
        models = Map.copyOf(models);
        if (urls.isEmpty() || new HashSet<>(urls).size() != urls.size()) {
            throw new IllegalArgumentException("an engine has one or more servers, each once");
        }
        if (atOnce < 1 || attempts < 1 || !timeout.isPositive()) {
            throw new IllegalArgumentException("at once, attempts and timeout must be positive");
        }
    }

    /// The model that an order means.
    ServedModel model(String id) {
        return models.getOrDefault(id, fallback);
    }

    /// Hosts that pictures may be fetched from: those of the settings and those of the protocol.
    Set<String> allowedHosts() {
        Set<String> all = new HashSet<>(hosts);
        all.addAll(protocol.hosts());
        return all;
    }
}
