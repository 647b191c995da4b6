// Submit, poll, download. Needs Node 18 or newer and no package.
//   ZIMAGE_KEY=rk_live_... node javascript_fetch.mjs ["a prompt"] [file]
import { writeFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";

const url = process.env.ZIMAGE_URL ?? "http://127.0.0.1:8080";
const key = process.env.ZIMAGE_KEY;
if (!key) throw new Error("set ZIMAGE_KEY to an API key");
const prompt = process.argv[2] ?? "a poster that reads OPENING SOON in bold type, warm tones";
const file = process.argv[3] ?? "picture.jpg";

async function call(path, options = {}) {
  const answer = await fetch(url + path, {
    ...options,
    headers: { Authorization: `Bearer ${key}`, ...options.headers },
    signal: AbortSignal.timeout(60_000),
  });
  const json = await answer.json();
  if (!answer.ok) {
    const { code, message, request_id } = json.error;
    throw new Error(`${answer.status} / ${code}: ${message} (${request_id})`);
  }
  return { json, headers: answer.headers };
}

let { json: task } = await call("/api/v1/images/generations", {
  method: "POST",
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify({ model: "z-image", prompt, aspect_ratio: "3:4" }),
});
console.log("task", task.id);

while (task.status === "processing") {
  const { json, headers } = await call(`/api/v1/tasks/${task.id}`);
  task = json;
  if (task.status === "processing") await sleep(1000 * Number(headers.get("Retry-After")));
}
if (task.status === "failed") throw new Error(`failed / ${task.error.code}: ${task.error.message}`);

// The link is signed and needs no key.
const picture = await fetch(task.output.image_urls[0]);
if (!picture.ok) throw new Error(`the picture could not be fetched: ${picture.status}`);
await writeFile(file, Buffer.from(await picture.arrayBuffer()));
console.log("saved", file);
