"""Whole runs of the golden model a with LoRA files, from the reference (diffusers with peft).

Writes a/lora-latents.safetensors: what the pipeline leaves of the prompt `english` with each choice of the files in a/lora, which
make_lora_goldens.py wrote, at strength 0.8. The fused projections of `comfyui` are merged here, since diffusers cannot load them.
usage: make_lora_latents.py GOLDENS   (needs torch, transformers, diffusers, peft, safetensors)
GOLDENS has the golden model a with its packed files unpacked, as the tests have it in target/goldens.
"""
import json, os, sys
import numpy as np
import torch
from safetensors.torch import load_file, save_file
from diffusers import ZImagePipeline

STRENGTH = 0.8
FUSED = {"attention.qkv": ["to_q", "to_k", "to_v"], "attention.out": ["to_out.0"]}


def merge(transformer, file):
    """Adds strength * alpha / rank * up * down to each part of a fused projection."""
    modules = dict(transformer.named_modules())
    tensors = load_file(file)
    with torch.no_grad():
        for key in sorted(k for k in tensors if k.endswith(".lora_down.weight")):
            name = key[: -len(".lora_down.weight")]
            down, up, alpha = (tensors[name + end] for end in (".lora_down.weight", ".lora_up.weight", ".alpha"))
            delta = STRENGTH * (up @ down) * (alpha.item() / down.shape[0])
            block, fused = next((name[: -len(f) - 1], f) for f in FUSED if name.endswith("." + f))
            for target, part in zip(FUSED[fused], delta.chunk(len(FUSED[fused]))):
                modules[f"{block.removeprefix('diffusion_model.')}.attention.{target}"].weight += part


def main(goldens):
    torch.set_num_threads(1)
    here = os.path.join(os.path.dirname(os.path.abspath(__file__)), "a")
    with open(os.path.join(here, "golden.json")) as f:
        meta = json.load(f)
    golden = load_file(os.path.join(here, "golden.safetensors"))
    out = {}
    for names in ([], ["diffusers"], ["kohya"], ["comfyui"], ["diffusers", "kohya"]):
        pipe = ZImagePipeline.from_pretrained(os.path.join(goldens, "a"), dtype=torch.float32)
        pipe.set_progress_bar_config(disable=True)
        paths = [os.path.join(here, "lora", n + ".safetensors") for n in names]
        if names == ["comfyui"]:
            merge(pipe.transformer, paths[0])
        elif names:
            for n, path in zip(names, paths):
                pipe.load_lora_weights(path, adapter_name=n)
            pipe.set_adapters(names, [STRENGTH] * len(names))

        def run(kind):
            return pipe(meta["prompts"]["english"], height=meta["height"], width=meta["width"], num_inference_steps=meta["steps"],
                        guidance_scale=0.0, generator=torch.Generator("cpu").manual_seed(meta["seed"]), output_type=kind, return_dict=False)[0]

        latents = run("latent")[0].float()
        if not names:  # the versions at hand compute what they did for golden.safetensors
            error = (latents - golden["pipeline.english.latents"]).norm() / latents.norm()
            print(f"without LoRA differs from golden.safetensors by {error:.2e}")
            assert error < 5e-5
            continue
        out["+".join(names) + ".latents"] = latents
        out["+".join(names) + ".image"] = torch.from_numpy(np.round(run("np")[0] * 255).astype(np.uint8))
        print(names, "differs from no LoRA by", float((latents - golden["pipeline.english.latents"]).norm() / latents.norm()))
    save_file({k: v.contiguous() for k, v in out.items()}, os.path.join(here, "lora-latents.safetensors"))


if __name__ == "__main__":
    main(sys.argv[1])
