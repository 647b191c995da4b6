// Makes the data by which the sketch engine breaks Chinese and Japanese lines. Needed only when it
// is to change: the results are committed. Run: npm install --ignore-scripts && node build.mjs
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { model } from './node_modules/budoux/module/data/models/ja.js';

const out = new URL('../../sketch/src/main/resources/dev/zimage/sketch/linebreaks/', import.meta.url);
const jieba = './node_modules/nodejieba/';
const WORDS = 60_000;

mkdirSync(out, { recursive: true });
const words = readFileSync(`${jieba}submodules/cppjieba/dict/jieba.dict.utf8`, 'utf8')
  .split('\n')
  .map((line) => line.split(' '))
  .filter(([word]) => /^[\u4e00-\u9fff]{2,4}$/.test(word))
  .sort((a, b) => Number(b[1]) - Number(a[1]))
  .slice(0, WORDS)
  .map(([word]) => word);
writeFileSync(new URL('words-zh.txt', out), `${words.join('\n')}\n`);

const weights = Object.entries(model).flatMap(([feature, characters]) =>
  Object.entries(characters).map(([text, weight]) => `${feature} ${text} ${weight}`),
);
writeFileSync(new URL('phrases-ja.txt', out), `${weights.join('\n')}\n`);
copyFileSync(`${jieba}submodules/cppjieba/LICENSE`, new URL('words-zh.LICENSE.txt', out));
