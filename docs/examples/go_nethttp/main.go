// Submit, poll, download. Needs only the standard library.
//
//	ZIMAGE_KEY=rk_live_... go run main.go ["a prompt"] [file]
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"strconv"
	"time"
)

type task struct {
	ID     string `json:"id"`
	Status string `json:"status"`
	Output *struct {
		ImageURLs []string `json:"image_urls"`
	} `json:"output"`
	Error *struct {
		Code    int    `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

type apiError struct {
	Error struct {
		Code      int    `json:"code"`
		Message   string `json:"message"`
		RequestID string `json:"request_id"`
	} `json:"error"`
}

var (
	url    = or(os.Getenv("ZIMAGE_URL"), "http://127.0.0.1:8080")
	key    = os.Getenv("ZIMAGE_KEY")
	client = &http.Client{Timeout: time.Minute}
)

func main() {
	log.SetFlags(0)
	if key == "" {
		log.Fatal("set ZIMAGE_KEY to an API key")
	}
	prompt := or(argument(1), "a poster that reads OPENING SOON in bold type, warm tones")
	file := or(argument(2), "picture.jpg")

	order, err := json.Marshal(map[string]any{"model": "z-image", "prompt": prompt, "aspect_ratio": "3:4"})
	check(err)
	var t task
	call("POST", "/api/v1/images/generations", order, &t)
	fmt.Println("task", t.ID)

	for t.Status == "processing" {
		headers := call("GET", "/api/v1/tasks/"+t.ID, nil, &t)
		if t.Status == "processing" {
			seconds, err := strconv.Atoi(headers.Get("Retry-After"))
			check(err)
			time.Sleep(time.Duration(seconds) * time.Second)
		}
	}
	if t.Status == "failed" {
		log.Fatalf("failed / %d: %s", t.Error.Code, t.Error.Message)
	}
	download(t.Output.ImageURLs[0], file)
	fmt.Println("saved", file)
}

func call(method, path string, body []byte, into any) http.Header {
	request, err := http.NewRequest(method, url+path, bytes.NewReader(body))
	check(err)
	request.Header.Set("Authorization", "Bearer "+key)
	if body != nil {
		request.Header.Set("Content-Type", "application/json")
	}
	answer, err := client.Do(request)
	check(err)
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		var e apiError
		check(json.NewDecoder(answer.Body).Decode(&e))
		log.Fatalf("%d / %d: %s (%s)", answer.StatusCode, e.Error.Code, e.Error.Message, e.Error.RequestID)
	}
	check(json.NewDecoder(answer.Body).Decode(into))
	return answer.Header
}

// The link is signed and needs no key.
func download(link, file string) {
	answer, err := client.Get(link)
	check(err)
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		log.Fatalf("the picture could not be fetched: %s", answer.Status)
	}
	out, err := os.Create(file)
	check(err)
	_, err = io.Copy(out, answer.Body)
	check(err)
	check(out.Close())
}

func argument(i int) string {
	if i < len(os.Args) {
		return os.Args[i]
	}
	return ""
}

func or(value, fallback string) string {
	if value == "" {
		return fallback
	}
	return value
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
