// Prints what nsfwjs says of PNG files: a line each with the name and the probabilities of Drawing,
// Hentai, Neutral, Porn and Sexy. Alpha is left out, as in tf.browser.fromPixels.
//
//   node classify.cjs FOLDER > nsfwjs.csv
const fs = require("node:fs");
const path = require("node:path");
const tf = require("@tensorflow/tfjs");
const { PNG } = require("pngjs");
const home = path.join(__dirname, "node_modules/nsfwjs");
const nsfwjs = require(path.join(home, "dist/cjs/core.js"));
const { MobileNetV2Model } = require(path.join(home, "dist/cjs/models/mobilenet_v2.js"));

console.info = () => {};
console.warn = () => {};

function pixels(file) {
  const png = PNG.sync.read(fs.readFileSync(file));
  const rgb = new Int32Array(png.width * png.height * 3);
  for (let i = 0; i < png.width * png.height; i++) {
    for (let c = 0; c < 3; c++) rgb[3 * i + c] = png.data[4 * i + c];
  }
  return tf.tensor3d(rgb, [png.height, png.width, 3], "int32");
}

(async () => {
  await tf.setBackend("cpu");
  const model = await nsfwjs.load("MobileNetV2", { modelDefinitions: [MobileNetV2Model] });
  const folder = process.argv[2];
  console.log("picture,drawing,hentai,neutral,porn,sexy");
  for (const name of fs.readdirSync(folder).filter((file) => file.endsWith(".png")).sort()) {
    const image = pixels(path.join(folder, name));
    const result = model.infer(image);
    const values = Array.from(await result.data()).map((value) => value.toFixed(6));
    console.log([name.replace(/\.png$/, ""), ...values].join(","));
    tf.dispose([image, result]);
  }
})();
