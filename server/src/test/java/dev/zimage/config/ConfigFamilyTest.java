package dev.zimage.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfigFamilyTest {

    private final ConfigSection section = new ConfigSection();
    private final ConfigFamily<BigDecimal> price =
            section.family("models.<id>.price", "0.004", ValueType.usd(), "Price.");
    private final ConfigFamily<Integer> key =
            section.family("engines.<name>.key", "1", ValueType.wholeNumber(0, 9), "A key.");
    private final ConfigFamily<Integer> apiKey =
            section.family("engines.<name>.api_key", "2", ValueType.wholeNumber(0, 9), "A key.");
    private final GivenSettings given = new GivenSettings(new ConfigKeys(List.of(section)));

    @Test
    void each_member_has_its_own_value_and_the_default_where_none_is_set() {
        given.add("models.qwen-image-2.price", "0.02", "line 1");
        given.add("engines.gpu.key", "7", "line 2");

        assertThat(settings().members("models")).containsExactly("qwen-image-2");
        assertThat(settings().get(price, "qwen-image-2")).isEqualByComparingTo("0.02");
        assertThat(settings().get(price, "z-image")).isEqualByComparingTo("0.004");
        assertThat(settings().get(key, "gpu")).isEqualTo(7);
        assertThat(settings().get(apiKey, "gpu")).isEqualTo(2);
    }

    @Test
    void settings_of_members_are_listed_by_group_and_member() {
        given.add("engines.b.key", "1", "line 1");
        given.add("models.m.price", "1", "line 2");
        given.add("engines.a.api_key", "2", "line 3");
        given.add("engines.a.key", "3", "line 4");

        assertThat(settings().inOrder())
                .extracting(setting -> setting.key().name())
                .containsExactly(
                        "models.m.price", "engines.a.key", "engines.a.api_key", "engines.b.key");
    }

    @Test
    void a_variable_sets_a_member_whose_name_another_source_gives_or_a_new_one() {
        given.add("models.gpt-image-1.5.price", "1", "line 1");
        given.addVariable("ZIMAGE_MODELS_GPT_IMAGE_1_5_PRICE", "2");
        given.addVariable("ZIMAGE_MODELS_QWEN_IMAGE_2_PRICE", "3");
        given.addVariable("ZIMAGE_ENGINES_GPU_API_KEY", "4");

        assertThat(settings().members("models")).containsExactly("gpt-image-1.5", "qwen-image-2");
        assertThat(settings().get(price, "gpt-image-1.5")).isEqualByComparingTo("2");
        assertThat(settings().get(price, "qwen-image-2")).isEqualByComparingTo("3");
        assertThat(settings().get(apiKey, "gpu")).isEqualTo(4);
        assertThat(settings().get(key, "gpu")).isEqualTo(1);
    }

    @Test
    void wrong_values_and_names_are_reported_with_the_member() {
        given.add("models.qwen.price", "cheap", "line 1");
        given.add("models.qwen.prise", "1", "line 2");
        given.add("models.Qwen.price", "1", "line 3");
        given.add("models.price", "1", "line 4");

        assertThat(given.problems().stream().map(ConfigProblem::toString))
                .satisfiesExactly(
                        first ->
                                assertThat(first)
                                        .startsWith("models.qwen.price = \"cheap\" (line 1): must"),
                        second ->
                                assertThat(second)
                                        .endsWith(
                                                "no such setting; did you mean"
                                                        + " models.qwen.price?"),
                        third -> assertThat(third).contains("models.Qwen.price (line 3): no such"),
                        fourth -> assertThat(fourth).contains("models.price (line 4): no such"));
        assertThat(settings().members("models")).isEmpty();
    }

    @Test
    void the_documentation_shows_the_placeholder() {
        assertThat(price.documented().name()).isEqualTo("models.<id>.price");
        assertThat(price.documented().environmentName()).isEqualTo("ZIMAGE_MODELS_<ID>_PRICE");
        assertThatThrownBy(() -> section.family("models.price", "", ValueType.usd(), "Price."))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private Settings settings() {
        return new Settings(new ConfigKeys(List.of(section)), given.settings());
    }
}
