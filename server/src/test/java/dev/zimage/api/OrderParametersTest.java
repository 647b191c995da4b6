package dev.zimage.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.zimage.api.OrderParameter.OrderDialect;
import dev.zimage.api.http.Refusal;
import dev.zimage.config.Config;
import dev.zimage.engines.Offer;
import dev.zimage.errors.ErrorCode;
import dev.zimage.models.Model;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderParametersTest {

    private static final Model MODEL = Offer.of(Config.defaults()).usual();

    private static OrderParameter<String> parameter(String name) {
        return new OrderParameter<>(name, "string", "For some models", Fields::text);
    }

    private static ParameterValues read(OrderParameter<?> parameter, String body) {
        return new OrderParameters(List.of(parameter))
                .read(
                        Fields.of(Json.readObject(body.getBytes(StandardCharsets.UTF_8))),
                        OrderDialect.API,
                        MODEL);
    }

    @Test
    void a_parameter_that_only_other_models_take_is_refused_by_the_name_of_the_model() {
        OrderParameter<String> others = parameter("image_url").onlyFor(model -> false);

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> read(others, "{\"image_url\":\"https://a.example/b\"}"))
                .satisfies(refusal ->
                        assertThat(refusal.code()).isEqualTo(ErrorCode.PARAMETER_UNKNOWN))
                .withMessageContainingAll(MODEL.id(), "image_url");
        assertThat(read(others, "{\"image_url\":null}").find(others)).isNull();
        assertThat(new OrderParameters(List.of(others)).of(MODEL)).isEmpty();
    }

    @Test
    void a_parameter_that_a_model_takes_is_read_and_listed() {
        OrderParameter<String> own = parameter("image_url").onlyFor(MODEL::equals);

        assertThat(read(own, "{\"image_url\":\"a\"}").find(own)).isEqualTo("a");
        assertThat(new OrderParameters(List.of(own)).of(MODEL))
                .singleElement()
                .satisfies(listed -> assertThat(listed.name()).isEqualTo("image_url"));
    }

    @Test
    void a_new_parameter_makes_an_order_another_one_only_when_it_is_set() {
        OrderParameter<String> later = parameter("later").usually("off");

        String unset = read(later, "{}").canonical();

        assertThat(read(later, "{\"later\":\"off\"}").canonical()).isEqualTo(unset);
        assertThat(read(later, "{\"later\":\"on\"}").canonical()).isNotEqualTo(unset);
    }
}
