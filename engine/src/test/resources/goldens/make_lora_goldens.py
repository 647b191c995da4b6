"""Goldens of LoRA files, from the reference (diffusers with peft) over the golden model a.

Writes a/lora/: small random LoRA files with the names of diffusers, of ComfyUI (fused qkv) and of kohya's scripts, and lora.safetensors,
the velocity of the transformer with each of them. What diffusers can load is loaded by it; fused projections, which it cannot, are merged here.
usage: make_lora_goldens.py GOLDENS   (needs torch, transformers, diffusers, peft, safetensors)
GOLDENS has the golden model a with its packed files unpacked, as the tests have it in target/goldens.
"""
import json, os, sys
import torch
from safetensors.torch import load_file, save_file
from diffusers import ZImagePipeline

TIME, STRENGTH = 0.37, 0.8


def low_rank(gen, out, rank, into):
    return torch.randn(rank, into, generator=gen) / into ** 0.5, 0.5 * torch.randn(out, rank, generator=gen) / rank ** 0.5


def main(goldens):
    torch.set_num_threads(1)
    here = os.path.join(os.path.dirname(os.path.abspath(__file__)), "a")
    os.makedirs(os.path.join(here, "lora"), exist_ok=True)
    path = lambda name: os.path.join(here, "lora", name + ".safetensors")
    golden = load_file(os.path.join(here, "golden.safetensors"))
    gen = torch.Generator("cpu").manual_seed(77)

    def pipeline():
        return ZImagePipeline.from_pretrained(os.path.join(goldens, "a"), dtype=torch.float32)

    def velocity(transformer):
        with torch.no_grad():
            return transformer([golden["noise"].unsqueeze(1)], torch.tensor([TIME]), [golden["text.english"]], return_dict=False)[0][0].squeeze(1)

    def shape(module):
        return dict(base.named_modules())[module].weight.shape

    base = pipeline().transformer
    attention = ["to_q", "to_k", "to_v", "to_out.0"]
    feed = ["w1", "w2", "w3"]

    file = {}  # as diffusers writes it: no alpha, which is then the rank
    for block in ("layers.0", "layers.2", "noise_refiner.1", "context_refiner.0"):
        for m in [f"{block}.attention.{x}" for x in attention] + [f"{block}.feed_forward.{x}" for x in feed]:
            a, b = low_rank(gen, *[shape(m)[0], 4, shape(m)[1]])
            file[f"transformer.{m}.lora_A.weight"], file[f"transformer.{m}.lora_B.weight"] = a, b
    save_file({k: v.to(torch.bfloat16).contiguous() for k, v in file.items()}, path("diffusers"))

    meta = {"transformer.r": 4, "transformer.lora_alpha": 2, "transformer.target_modules": ["to_q"]}
    scaled = {k: v.to(torch.bfloat16).contiguous() for k, v in file.items() if ".to_q." in k}
    save_file(scaled, path("diffusers-alpha"), metadata={"format": "pt", "lora_adapter_metadata": json.dumps(meta)})

    file = {}  # as kohya's scripts write it
    for m in ("layers.1.attention.to_q", "layers.1.attention.to_out.0", "layers.1.feed_forward.w2", "noise_refiner.0.adaLN_modulation.0"):
        a, b = low_rank(gen, shape(m)[0], 6, shape(m)[1])
        k = "lora_unet_" + m.replace(".", "_")
        file[k + ".lora_down.weight"], file[k + ".lora_up.weight"], file[k + ".alpha"] = a, b, torch.tensor(3.0)
    save_file({k: v.to(torch.float16).contiguous() for k, v in file.items()}, path("kohya"))

    file, delta = {}, {}  # as ComfyUI has it: fused projections
    for block in ("layers.0", "layers.1", "context_refiner.1"):
        rows, width = shape(f"{block}.attention.to_q")
        for name, targets in (("attention.qkv", ["to_q", "to_k", "to_v"]), ("attention.out", ["to_out.0"])):
            a, b = low_rank(gen, rows * len(targets), 5, width)
            k = f"diffusion_model.{block}.{name}"
            file[k + ".lora_down.weight"], file[k + ".lora_up.weight"], file[k + ".alpha"] = a, b, torch.tensor(2.0)
            for i, t in enumerate(targets):
                delta[f"{block}.attention.{t}"] = (b @ a)[i * rows:(i + 1) * rows] * (2.0 / 5)
    save_file({k: v.contiguous() for k, v in file.items()}, path("comfyui"))

    out = {"base": velocity(base)}
    for names in (["diffusers"], ["diffusers-alpha"], ["kohya"], ["diffusers", "kohya"]):
        pipe = pipeline()
        for n in names:
            pipe.load_lora_weights(path(n), adapter_name=n)
        pipe.set_adapters(names, [STRENGTH] * len(names))
        out["+".join(names)] = velocity(pipe.transformer)
    with torch.no_grad():
        for m, d in delta.items():
            dict(base.named_modules())[m].weight += STRENGTH * d
    out["comfyui"] = velocity(base)
    save_file({k: v.contiguous() for k, v in out.items()}, os.path.join(here, "lora.safetensors"))
    for k, v in out.items():
        print(f"{k:20s} {tuple(v.shape)} differs by {((v - out['base']).norm() / out['base'].norm()):.3f}")


if __name__ == "__main__":
    main(sys.argv[1])
