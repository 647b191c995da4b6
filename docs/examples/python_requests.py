"""Submit, poll, download. Needs the package requests.

    ZIMAGE_KEY=rk_live_... python3 python_requests.py ["a prompt"] [file]
"""

import os
import sys
import time

import requests

URL = os.environ.get("ZIMAGE_URL", "http://127.0.0.1:8080")
KEY = os.environ["ZIMAGE_KEY"]
PROMPT = sys.argv[1] if len(sys.argv) > 1 else "a poster that reads OPENING SOON in bold type, warm tones"
FILE = sys.argv[2] if len(sys.argv) > 2 else "picture.jpg"

api = requests.Session()
api.headers["Authorization"] = f"Bearer {KEY}"


def call(method, path, **arguments):
    answer = api.request(method, URL + path, timeout=60, **arguments)
    if not answer.ok:
        error = answer.json()["error"]
        sys.exit(f"{answer.status_code} / {error['code']}: {error['message']} ({error['request_id']})")
    return answer


task = call(
    "POST",
    "/api/v1/images/generations",
    json={"model": "z-image", "prompt": PROMPT, "aspect_ratio": "3:4"},
).json()
print("task", task["id"])

while task["status"] == "processing":
    answer = call("GET", f"/api/v1/tasks/{task['id']}")
    task = answer.json()
    if task["status"] == "processing":
        time.sleep(int(answer.headers["Retry-After"]))

if task["status"] == "failed":
    sys.exit(f"failed / {task['error']['code']}: {task['error']['message']}")

# The link is signed and needs no key.
picture = requests.get(task["output"]["image_urls"][0], timeout=60)
picture.raise_for_status()
with open(FILE, "wb") as file:
    file.write(picture.content)
print("saved", FILE)
