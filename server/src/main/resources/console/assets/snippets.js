import { shapeOf } from './components/shapes.js';

/** The call for an order in five languages, with its real values. The key stays in the environment. */
export const LANGUAGES = [
  ['curl', 'curl', curl],
  ['python', 'Python', python],
  ['javascript', 'JavaScript', javascript],
  ['go', 'Go', go],
  ['java', 'Java', java],
];

/** What would draw the picture of a task again. */
export function orderOf({ model, prompt, aspect_ratio, width, height, format, seed, nsfw_checker, image_urls, text_check_mode }) {
  return {
    model,
    prompt,
    aspect_ratio: aspect_ratio ?? shapeOf(width, height),
    output_format: format ?? 'jpeg',
    seed,
    nsfw_checker: Boolean(nsfw_checker),
    image_urls,
    text_check: text_check_mode ?? 'off',
  };
}

/** What is worth sending: the order without its defaults. */
export function body({ model = 'z-image', prompt, aspect_ratio, output_format, seed, nsfw_checker, image_urls, text_check }) {
  const order = { model, prompt };
  if (aspect_ratio && aspect_ratio !== '1:1') order.aspect_ratio = aspect_ratio;
  if (output_format && output_format !== 'jpeg') order.output_format = output_format;
  if (Number.isInteger(seed)) order.seed = seed;
  if (nsfw_checker) order.nsfw_checker = true;
  if (image_urls?.length) order.image_urls = image_urls.map(shortened);
  if (text_check && text_check !== 'off') order.text_check = text_check;
  return order;
}

/** A file stands in code for itself. */
function shortened(url) {
  return url.startsWith('data:') ? `${url.slice(0, url.indexOf(',') + 1)}…` : url;
}

const PATH = '/api/v1/images/generations';
const quoted = (text) => JSON.stringify(text);

function curl(base, order) {
  const json = JSON.stringify(order).replaceAll("'", `'\\''`);
  return `curl -s '${base}${PATH}' \\
  -H "Authorization: Bearer $ZIMAGE_KEY" \\
  -H 'Content-Type: application/json' \\
  -H 'Prefer: wait=50' \\
  -d '${json}'`;
}

function python(base, order) {
  const members = Object.entries(order).map(([name, value]) => `        ${quoted(name)}: ${value === true ? 'True' : quoted(value)},`);
  return `import os
import requests

answer = requests.post(
    "${base}${PATH}",
    headers={"Authorization": "Bearer " + os.environ["ZIMAGE_KEY"], "Prefer": "wait=50"},
    json={
${members.join('\n')}
    },
    timeout=60,
)
answer.raise_for_status()
task = answer.json()
print(task["status"], task["output"])`;
}

function javascript(base, order) {
  return `const answer = await fetch("${base}${PATH}", {
  method: "POST",
  headers: {
    Authorization: \`Bearer \${process.env.ZIMAGE_KEY}\`,
    "Content-Type": "application/json",
    Prefer: "wait=50",
  },
  body: JSON.stringify(${JSON.stringify(order, null, 2).replaceAll('\n', '\n  ')}),
});
if (!answer.ok) throw new Error(await answer.text());
const task = await answer.json();
console.log(task.status, task.output);`;
}

function go(base, order) {
  return `package main

import (
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
)

func main() {
	order := strings.NewReader(${quoted(JSON.stringify(order))})
	request, err := http.NewRequest("POST", "${base}${PATH}", order)
	if err != nil {
		panic(err)
	}
	request.Header.Set("Authorization", "Bearer "+os.Getenv("ZIMAGE_KEY"))
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Prefer", "wait=50")
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		panic(err)
	}
	defer answer.Body.Close()
	task, err := io.ReadAll(answer.Body)
	if err != nil {
		panic(err)
	}
	fmt.Println(answer.Status, string(task))
}`;
}

function java(base, order) {
  return `import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

void main() throws Exception {
    var order = ${quoted(JSON.stringify(order))};
    var request = HttpRequest.newBuilder(URI.create("${base}${PATH}"))
            .header("Authorization", "Bearer " + System.getenv("ZIMAGE_KEY"))
            .header("Content-Type", "application/json")
            .header("Prefer", "wait=50")
            .POST(HttpRequest.BodyPublishers.ofString(order))
            .build();
    var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    IO.println(answer.statusCode() + " " + answer.body());
}`;
}
