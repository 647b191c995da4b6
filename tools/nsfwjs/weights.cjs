// Writes the weights of nsfwjs' MobileNetV2 as this program keeps them: the bytes as published, and
// beside them the published list of names, shapes and scales.
//
//   npm install --ignore-scripts && node weights.cjs ../../engine/src/main/resources/dev/zimage/engine/safety
const fs = require("node:fs");
const path = require("node:path");

const folder = process.argv[2];
const home = path.join(__dirname, "node_modules/nsfwjs");
const model = require(path.join(home, "dist/models/mobilenet_v2/model.min.js"));
const shard = require(path.join(home, "dist/models/mobilenet_v2/group1-shard1of1.min.js"));
const lines = model.weightsManifest[0].weights.map((weight) => JSON.stringify(weight));
fs.writeFileSync(path.join(folder, "mobilenet_v2.json"), "[\n" + lines.join(",\n") + "\n]\n");
fs.writeFileSync(path.join(folder, "mobilenet_v2.bin"), Buffer.from(shard, "base64"));
fs.copyFileSync(path.join(home, "LICENSE"), path.join(folder, "LICENSE"));
