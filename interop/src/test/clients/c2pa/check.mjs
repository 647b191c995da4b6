// Reads Content Credentials with the reference implementation of C2PA, and prints what it found: one line of JSON a file.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { initSync, WasmReader } from "@contentauth/c2pa-wasm";

const wasm = fileURLToPath(import.meta.resolve("@contentauth/c2pa-wasm/c2pa.wasm"));
initSync({ module: readFileSync(wasm) });

for (const file of process.argv.slice(2)) {
  const type = file.endsWith(".png") ? "image/png" : "image/jpeg";
  try {
    const reader = await WasmReader.fromBytes(type, new Uint8Array(readFileSync(file)));
    console.log(reader.json().replaceAll("\n", " "));
  } catch (e) {
    console.log(JSON.stringify({ refused: String(e) }));
  }
}
