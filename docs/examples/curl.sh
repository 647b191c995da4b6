#!/bin/sh
# Submit, poll, download. Needs curl and sed.
#   ZIMAGE_KEY=rk_live_... sh curl.sh ["a prompt"] [file]
set -eu
url=${ZIMAGE_URL:-http://127.0.0.1:8080}
key=${ZIMAGE_KEY:?set ZIMAGE_KEY to an API key}
prompt=${1:-a poster that reads OPENING SOON in bold type, warm tones}
file=${2:-picture.jpg}

text() { # the string member $1 of the JSON on stdin
    sed -n 's/.*"'"$1"'":"\([^"]*\)".*/\1/p'
}

call() { # a request with the key; the error on stderr when it is refused
    if ! answer=$(curl -sS --fail-with-body -H "Authorization: Bearer $key" "$@"); then
        printf '%s\n' "$answer" >&2
        exit 1
    fi
}

escaped=$(printf '%s' "$prompt" | sed 's/[\\"]/\\&/g') # for a JSON string
call "$url/api/v1/images/generations" -H 'Content-Type: application/json' \
    -d '{"model":"z-image","prompt":"'"$escaped"'","aspect_ratio":"3:4"}'
id=$(printf '%s' "$answer" | text id)
echo "task $id"

while call "$url/api/v1/tasks/$id"; do
    case $(printf '%s' "$answer" | text status) in
        completed) break ;;
        processing) sleep 1 ;;
        *)
            printf '%s\n' "$answer" >&2
            exit 1
            ;;
    esac
done

link=$(printf '%s' "$answer" | sed -n 's/.*"image_urls":\["\([^"]*\)".*/\1/p')
curl -sS --fail "$link" -o "$file" # signed: needs no key
echo "saved $file"
