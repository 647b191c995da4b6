// The official client of OpenAI for Node against a running server.
import assert from "node:assert/strict";
import { deflateSync, crc32 } from "node:zlib";
import OpenAI, { toFile } from "openai";

const { CHECK_URL, CHECK_KEY, CHECK_POOR_KEY } = process.env;

function client(options = {}) {
  return new OpenAI({ baseURL: CHECK_URL + "/v1", apiKey: CHECK_KEY, ...options });
}

async function expected(kind, call) {
  try {
    await call();
  } catch (error) {
    assert.equal(error.constructor, kind, String(error));
    return error;
  }
  assert.fail("no " + kind.name);
}

/** A white picture of 32x32 pixels. */
function png() {
  const chunk = (kind, data) => {
    const body = Buffer.concat([Buffer.from(kind), data]);
    const ends = Buffer.alloc(8);
    ends.writeUInt32BE(data.length, 0);
    ends.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
  };
  const head = Buffer.from([0, 0, 0, 32, 0, 0, 0, 32, 8, 2, 0, 0, 0]);
  const rows = deflateSync(Buffer.concat(Array(32).fill(Buffer.concat([Buffer.alloc(1), Buffer.alloc(96, 255)]))));
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
  return Buffer.concat([signature, chunk("IHDR", head), chunk("IDAT", rows), chunk("IEND", Buffer.alloc(0))]);
}

const checks = {
  async a_picture_by_link() {
    const answer = await client().images.generate({ model: "z-image", prompt: "a cat", size: "1024x1792", n: 2 });
    assert.equal(answer.data.length, 2);
    const picture = await fetch(answer.data[0].url);
    assert.equal(picture.headers.get("content-type"), "image/jpeg");
    assert.equal(answer.size, "720x1280");
  },
  async a_picture_in_the_answer() {
    const answer = await client().images.generate({
      model: "z-image",
      prompt: "a cat",
      response_format: "b64_json",
      output_format: "png",
    });
    assert.equal(Buffer.from(answer.data[0].b64_json, "base64").subarray(1, 4).toString(), "PNG");
  },
  async models() {
    const ids = [];
    for await (const model of client().models.list()) ids.push(model.id);
    assert.deepEqual(ids, ["z-image", "cats"]);
    assert.equal((await client().models.retrieve("z-image")).object, "model");
  },
  async edits() {
    const image = await toFile(png(), "white.png", { type: "image/png" });
    const answer = await client().images.edit({ model: "cats", image, prompt: "a hat on it" });
    assert.ok(answer.data[0].url);
    const several = await client().images.edit({ model: "cats", image: [image, image], prompt: "both" });
    assert.ok(several.data[0].url);
  },
  async a_wrong_key() {
    const error = await expected(OpenAI.AuthenticationError, () => client({ apiKey: "rk_live_wrong" }).models.list());
    assert.equal(error.code, "invalid_api_key");
    assert.match(error.requestID, /^req_/);
  },
  async a_blank_key() {
    await expected(OpenAI.AuthenticationError, () => client({ apiKey: " " }).models.list());
  },
  async no_credits() {
    const error = await expected(OpenAI.RateLimitError, () =>
      client({ apiKey: CHECK_POOR_KEY }).images.generate({ model: "z-image", prompt: "node: too poor" }),
    );
    assert.equal(error.code, "insufficient_quota");
    assert.equal(error.type, "insufficient_quota");
  },
  async a_bad_size() {
    const error = await expected(OpenAI.BadRequestError, () =>
      client().images.generate({ model: "z-image", prompt: "a cat", size: "large" }),
    );
    assert.deepEqual([error.param, error.code], ["size", "invalid_value"]);
  },
  async a_model_that_there_is_not() {
    const error = await expected(OpenAI.NotFoundError, () =>
      client().images.generate({ model: "dall-e-3", prompt: "a cat" }),
    );
    assert.equal(error.code, "model_not_found");
  },
  async a_slow_picture() {
    const answer = await client({ maxRetries: 100 }).images.generate({ model: "z-image", prompt: "slow: node waits" });
    assert.ok(answer.data[0].url);
  },
  async a_slow_picture_without_retries() {
    const error = await expected(OpenAI.InternalServerError, () =>
      client({ maxRetries: 0 }).images.generate({ model: "z-image", prompt: "slow: node gives up" }),
    );
    assert.equal(error.code, "still_processing");
    assert.ok(error.message.includes(error.headers.get("x-task-id")));
  },
  async a_client_that_hangs_up() {
    const answer = await client({ timeout: 700, maxRetries: 20 }).images.generate({
      model: "z-image",
      prompt: "slow: node hangs up",
    });
    assert.ok(answer.data[0].url);
  },
};

for (const [name, check] of Object.entries(checks)) {
  await check();
  console.log("passed", name);
}
