"""The official client of OpenAI for Python against a running server."""

import base64
import io
import os
import struct
import urllib.request
import zlib

import openai

BASE = os.environ["CHECK_URL"] + "/v1"
KEY = os.environ["CHECK_KEY"]
POOR_KEY = os.environ["CHECK_POOR_KEY"]


def client(key=KEY, **options):
    return openai.OpenAI(base_url=BASE, api_key=key, **options)


def expect(kind, call):
    try:
        call()
    except kind as error:
        assert type(error) is kind, type(error)
        return error
    raise AssertionError(f"no {kind.__name__}")


def a_picture_by_link():
    answer = client().images.generate(model="z-image", prompt="a cat", size="1536x1024", n=2)
    assert len(answer.data) == 2, answer
    assert answer.data[0].url != answer.data[1].url
    with urllib.request.urlopen(answer.data[0].url) as picture:
        assert picture.read(3) == b"\xff\xd8\xff"
    assert answer.size == "1152x864", answer.size


def a_picture_in_the_answer():
    answer = client().images.generate(
        model="z-image", prompt="a cat", response_format="b64_json", output_format="png"
    )
    assert base64.b64decode(answer.data[0].b64_json).startswith(b"\x89PNG")


def extra_fields():
    answer = client().images.generate(model="z-image", prompt="a cat", extra_body={"seed": 7})
    assert answer.data[0].url


def models():
    assert [model.id for model in client().models.list()] == ["z-image", "cats"]
    assert client().models.retrieve("z-image").object == "model"
    assert expect(openai.NotFoundError, lambda: client().models.retrieve("none")).code == "model_not_found"


def png():
    """A white picture of 32x32 pixels."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 32, 32, 8, 2, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\xff" * 96) * 32)
    file = io.BytesIO(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b""))
    file.name = "white.png"
    return file


def another_model():
    assert client().images.generate(model="cats", prompt="a cat").data[0].url


def edits():
    answer = client().images.edit(model="cats", image=png(), prompt="a hat on it", response_format="b64_json")
    assert base64.b64decode(answer.data[0].b64_json).startswith(b"\xff\xd8\xff")
    assert len(client().images.edit(model="cats", image=[png(), png()], prompt="both", n=2).data) == 2


def edits_that_are_refused():
    error = expect(
        openai.BadRequestError,
        lambda: client().images.edit(model="cats", image=png(), mask=png(), prompt="a hat on it"),
    )
    assert (error.param, error.code) == ("mask", "unknown_parameter"), error
    error = expect(
        openai.BadRequestError,
        lambda: client().images.edit(model="cats", image=io.BytesIO(b"no picture at all"), prompt="a hat"),
    )
    assert error.code == "invalid_value" and error.param.startswith("image"), error
    error = expect(
        openai.BadRequestError, lambda: client().images.edit(model="z-image", image=png(), prompt="a hat")
    )
    assert "text-to-image only" in error.message, error


def a_wrong_key():
    error = expect(openai.AuthenticationError, client("rk_live_wrong").models.list)
    assert error.code == "invalid_api_key", error


def a_blank_key():
    expect(openai.OpenAIError, lambda: client(""))  # without a request
    error = expect(
        openai.AuthenticationError, client(default_headers={"Authorization": ""}).models.list
    )
    assert error.code == "invalid_api_key", error


def no_credits():
    error = expect(
        openai.RateLimitError,
        lambda: client(POOR_KEY).images.generate(model="z-image", prompt="python: too poor"),
    )
    assert error.code == "insufficient_quota", error
    assert error.type == "insufficient_quota", error


def a_bad_size():
    error = expect(
        openai.BadRequestError,
        lambda: client().images.generate(model="z-image", prompt="a cat", size="large"),
    )
    assert (error.param, error.code) == ("size", "invalid_value"), error


def a_model_that_there_is_not():
    error = expect(
        openai.NotFoundError, lambda: client().images.generate(model="dall-e-3", prompt="a cat")
    )
    assert error.code == "model_not_found", error


def a_slow_picture():
    answer = client(max_retries=100).images.generate(model="z-image", prompt="slow: python waits")
    assert answer.data[0].url


def a_slow_picture_without_retries():
    error = expect(
        openai.InternalServerError,
        lambda: client(max_retries=0).images.generate(model="z-image", prompt="slow: python gives up"),
    )
    assert error.code == "still_processing", error
    assert error.response.headers["x-task-id"] in error.message


def a_client_that_hangs_up():
    answer = client(timeout=0.7, max_retries=20).images.generate(
        model="z-image", prompt="slow: python hangs up"
    )
    assert answer.data[0].url


for check in [
    a_picture_by_link,
    a_picture_in_the_answer,
    extra_fields,
    models,
    another_model,
    edits,
    edits_that_are_refused,
    a_wrong_key,
    a_blank_key,
    no_credits,
    a_bad_size,
    a_model_that_there_is_not,
    a_slow_picture,
    a_slow_picture_without_retries,
    a_client_that_hangs_up,
]:
    check()
    print("passed", check.__name__, flush=True)
