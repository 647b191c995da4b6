package dev.zimage.packages;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How a container of the image runs: as a user without rights, with one volume and a health check.
/// OCI's own format knows no health checks; Docker and Podman read Docker's field.
final class ImageConfig {

    private static final String DATA = "/var/lib/zimage";

    private static final String HEALTH =
            "wget -q -O /dev/null \"http://127.0.0.1:${ZIMAGE_SERVER_PORT:-8080}/health/live\"";

    private ImageConfig() {}

    /// @param layers what each is for
    /// @param contents the digest of each one's tar
    static Map<String, Object> of(Release release, List<String> layers, List<String> contents) {
        Map<String, Object> image = new LinkedHashMap<>();
        image.put("created", release.time().toString());
        image.put("architecture", "amd64");
        image.put("os", "linux");
        image.put("config", container(release));
        image.put("rootfs", rootfs(contents));
        List<Object> history = new ArrayList<>();
        for (String layer : layers) {
            history.add(history(release, layer));
        }
        image.put("history", history);
        return image;
    }

    private static Map<String, Object> rootfs(List<String> contents) {
        Map<String, Object> rootfs = new LinkedHashMap<>();
        rootfs.put("type", "layers");
        rootfs.put("diff_ids", contents);
        return rootfs;
    }

    private static Map<String, Object> history(Release release, String layer) {
        Map<String, Object> history = new LinkedHashMap<>();
        history.put("created", release.time().toString());
        history.put("created_by", "zimage package: " + layer);
        return history;
    }

    private static Map<String, Object> container(Release release) {
        Map<String, Object> container = new LinkedHashMap<>();
        container.put("User", "10001:10001");
        container.put("ExposedPorts", Map.of("8080/tcp", Map.of()));
        container.put(
                "Env",
                List.of(
                        "PATH=/opt/zimage/bin:/bin:/usr/bin",
                        "ZIMAGE_DATA=" + DATA,
                        "ZIMAGE_SERVER_HOST=0.0.0.0"));
        container.put("Entrypoint", List.of("/opt/zimage/bin/zimage"));
        container.put("Cmd", List.of("serve"));
        container.put("Volumes", Map.of(DATA, Map.of()));
        container.put("WorkingDir", DATA);
        container.put("Labels", labels(release));
        container.put("StopSignal", "SIGTERM");
        container.put("Healthcheck", health());
        return container;
    }

    private static Map<String, Object> health() {
        Map<String, Object> health = new LinkedHashMap<>();
        health.put("Test", List.of("CMD-SHELL", HEALTH));
        health.put("Interval", Duration.ofSeconds(10).toNanos());
        health.put("Timeout", Duration.ofSeconds(5).toNanos());
        health.put("StartPeriod", Duration.ofSeconds(20).toNanos());
        health.put("Retries", 3);
        return health;
    }

    private static Map<String, Object> labels(Release release) {
        Map<String, Object> labels = new LinkedHashMap<>();
        String prefix = "org.opencontainers.image.";
        labels.put(prefix + "title", "zimage");
        labels.put(prefix + "description", "A self-hosted text-to-image service");
        labels.put(prefix + "licenses", "Apache-2.0");
        labels.put(prefix + "source", "https://github.com/zimage/zimage");
        labels.put(prefix + "version", release.version());
        labels.put(prefix + "revision", release.commit());
        labels.put(prefix + "created", release.time().toString());
        return labels;
    }
}
