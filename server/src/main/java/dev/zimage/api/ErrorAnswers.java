package dev.zimage.api;

import dev.zimage.api.http.Answer;
import dev.zimage.api.http.Refusal;
import dev.zimage.api.openai.OpenAiErrors;

/// Writes errors in the shape that the clients of a path expect.
final class ErrorAnswers {

    private ErrorAnswers() {}

    static Answer of(String path, Refusal refusal, String requestId) {
        return OpenAiErrors.areFor(path) ? OpenAiErrors.of(refusal) : ours(refusal, requestId);
    }

    private static Answer ours(Refusal refusal, String requestId) {
        byte[] body =
                Json.write(
                        new Json.ErrorAnswer(
                                new Json.ErrorBody(
                                        refusal.code().number(), refusal.text(), requestId)));
        return new Answer(refusal.status(), Answer.JSON, refusal.headers(), new Answer.Bytes(body));
    }
}
