package dev.zimage.packages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.config.ConfigSources;
import dev.zimage.config.LoadedConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class ComposeTest {

    private static final Path FOLDER = Checkout.ROOT.resolve("deploy");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z0-9_]+):-([^}]*)}");

    @TempDir private Path folder;

    @Test
    void the_program_takes_the_settings_of_every_container() throws Exception {
        for (Map.Entry<String, Map<String, Object>> service : services().entrySet()) {
            if (String.valueOf(service.getValue().get("image")).startsWith("zimage:")) {
                Map<String, String> environment = environment(service.getValue());
                environment.keySet().removeIf(name -> !name.startsWith("ZIMAGE_"));
                LoadedConfig loaded =
                        new ConfigSources(flags(service.getValue()), environment, folder, null)
                                .load();
                assertThat(loaded.notices()).as(service.getKey()).isEmpty();
            }
        }
    }

    @Test
    void one_container_runs_without_a_profile_and_many_with_one() throws Exception {
        List<String> alone = new ArrayList<>();
        List<String> many = new ArrayList<>();
        services()
                .forEach((name, service) ->
                        (service.containsKey("profiles") ? many : alone).add(name));
        assertThat(alone).containsExactly("zimage");
        assertThat(many)
                .containsExactlyInAnyOrder(
                        "api-1",
                        "api-2",
                        "worker-1",
                        "worker-2",
                        "postgres",
                        "bucket",
                        "s3",
                        "proxy");
    }

    @Test
    void what_it_mentions_exists() throws Exception {
        Map<String, Object> compose = compose();
        for (Map<String, Object> service : services().values()) {
            assertThat(dependencies(service)).isSubsetOf(services().keySet());
            for (Object mounted : (List<?>) service.getOrDefault("volumes", List.of())) {
                String source = mounted.toString().split(":", -1)[0];
                if (source.startsWith("./")) {
                    assertThat(FOLDER.resolve(source)).exists();
                } else {
                    assertThat(map(member(compose, "volumes"))).containsKey(source);
                }
            }
        }
        assertThat(Files.readString(FOLDER.resolve("compose/Caddyfile")))
                .contains("reverse_proxy api-1:8080 api-2:8080");
    }

    private static Set<String> dependencies(Map<String, Object> service) {
        Object named = service.getOrDefault("depends_on", List.of());
        Set<String> names = new TreeSet<>();
        if (named instanceof List<?> list) {
            list.forEach(name -> names.add(name.toString()));
        } else {
            names.addAll(map(named).keySet());
        }
        return names;
    }

    private static Map<String, String> flags(Map<String, Object> service) {
        Map<String, String> flags = new HashMap<>();
        List<?> command = (List<?>) service.getOrDefault("command", List.of());
        int role = command.indexOf("--role");
        if (role >= 0) {
            flags.put("server.role", command.get(role + 1).toString());
        }
        return flags;
    }

    private static Map<String, String> environment(Map<String, Object> service) {
        Map<String, String> environment = new TreeMap<>();
        map(service.getOrDefault("environment", Map.of()))
                .forEach((name, value) -> environment.put(name, value.toString()));
        return environment;
    }

    private static Map<String, Map<String, Object>> services() throws IOException {
        Map<String, Map<String, Object>> services = new TreeMap<>();
        map(member(compose(), "services"))
                .forEach((name, service) -> services.put(name, map(service)));
        return services;
    }

    private static Object member(Map<String, Object> map, String name) {
        return Objects.requireNonNull(map.get(name), name);
    }

    private static Map<String, Object> compose() throws IOException {
        String text =
                VARIABLE.matcher(Files.readString(FOLDER.resolve("compose.yaml")))
                        .replaceAll(found -> found.group(2).isEmpty() ? "secret" : found.group(2));
        return map(new Load(LoadSettings.builder().build()).loadFromString(text));
    }

    /// A mapping, with what `<<` takes over from others.
    private static Map<String, Object> map(Object mapping) {
        Map<String, Object> merged = new HashMap<>();
        Map<?, ?> given = (Map<?, ?>) mapping;
        Object inherited = given.get("<<");
        if (inherited != null) {
            merged.putAll(map(inherited));
        }
        given.forEach((name, value) -> merged.put(name.toString(), value));
        merged.remove("<<");
        return merged;
    }
}
