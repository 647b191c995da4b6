package dev.zimage.upstream.openai;

import dev.zimage.engine.ImageRequest;
import dev.zimage.upstream.CallFailure;
import dev.zimage.upstream.CallFailure.Kind;
import dev.zimage.upstream.GenerationCall;
import dev.zimage.upstream.JsonTemplate;
import dev.zimage.upstream.MultipartBody;
import dev.zimage.upstream.PictureSource;
import dev.zimage.upstream.Placeholders;
import dev.zimage.upstream.Protocol;
import dev.zimage.upstream.ReceivedPicture;
import dev.zimage.upstream.ServedModel;
import dev.zimage.upstream.ServerErrorText;
import dev.zimage.upstream.UpstreamHttp;
import dev.zimage.upstream.UpstreamJson;
import java.awt.image.BufferedImage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Talks to servers with OpenAI's images API: one request that waits for its picture. Closing the
/// connection is the only way to stop one.
final class OpenAiProtocol implements Protocol {

    private static final String SCHEME = "Bearer";

    /// A picture comes under one of these, by the server and what it was asked.
    private static final List<String> PICTURE = List.of("b64_json", "url", "image");

    private static final JsonNodeFactory TEXTS = JsonNodeFactory.instance;

    private final ImagesMapping mapping;

    OpenAiProtocol(ImagesMapping mapping) {
        this.mapping = mapping;
    }

    @Override
    public BufferedImage draw(GenerationCall call) throws CallFailure, InterruptedException {
        JsonNode answer = call.send(request(call)).json();
        JsonNode first = answer.at("/data/0");
        for (String name : PICTURE) {
            String text = UpstreamJson.text(first, "/" + name);
            if (!text.isEmpty()) {
                byte[] bytes = PictureSource.bytes(text, call, SCHEME);
                return ReceivedPicture.decode(bytes, call.request().size());
            }
        }
        throw withoutPicture(call, answer);
    }

    private static CallFailure withoutPicture(GenerationCall call, JsonNode answer) {
        String text = answer.toString();
        return ServerErrorText.isPolicy(text)
                ? new CallFailure(Kind.REFUSED, "refused: " + call.texts().shown(text))
                : new CallFailure(
                        Kind.FAILED, "answered without a picture: " + call.texts().shown(text));
    }

    private UpstreamHttp.Call request(GenerationCall call) {
        Map<String, JsonNode> values = values(call.request(), call.model());
        JsonNode body = mapping.body().fill(values);
        if (call.request().details().sources().isEmpty()) {
            return UpstreamHttp.Call.json(
                    "POST",
                    call.server().at(mapping.path()),
                    call.server().authorization(SCHEME),
                    UpstreamJson.bytes(body),
                    call.largestPicture());
        }
        MultipartBody form = MultipartBody.of(body, call.request().details().sources());
        Map<String, String> headers = new LinkedHashMap<>(call.server().authorization(SCHEME));
        headers.put("Content-Type", form.contentType());
        return new UpstreamHttp.Call(
                "POST",
                call.server().at(mapping.edits()),
                headers,
                form.bytes(),
                call.largestPicture());
    }

    private Map<String, JsonNode> values(ImageRequest request, ServedModel model) {
        String harmless = withoutArguments(request.prompt());
        Map<String, JsonNode> values = Placeholders.of(request, model, harmless, List.of());
        if (!mapping.prompt().isEmpty()) {
            values.put("steps_argument", TEXTS.stringNode(stepsArgument(model)));
            String prompt = JsonTemplate.fill(mapping.prompt(), values);
            values.put("prompt", TEXTS.stringNode(prompt));
        }
        return values;
    }

    private static String stepsArgument(ServedModel model) {
        return model.steps() > 0
                ? ",\"sample_params\":{\"sample_steps\":%d}".formatted(model.steps())
                : "";
    }

    /// stable-diffusion.cpp's server takes settings from the prompt. Those of its operator are the
    /// only ones.
    private static String withoutArguments(String prompt) {
        return prompt.replace("<sd_cpp_extra_args>", "< sd_cpp_extra_args>");
    }
}
