"""Goldens of classifier-free guidance, from the reference pipeline (diffusers' ZImagePipeline) over the golden models.

Writes NAME/guided.safetensors: what the pipeline draws with the scheduler of Z-Image (base), shift 6.0, in float32.
usage: make_guided_goldens.py GOLDENS NAME   (needs torch, transformers, diffusers, safetensors)
GOLDENS has the golden models with their packed files unpacked, as the tests have them in target/goldens.
"""
import json, os, sys
import numpy as np
import torch
from safetensors.torch import save_file
from diffusers import FlowMatchEulerDiscreteScheduler, ZImagePipeline

SHIFT, STEPS, GUIDANCE = 6.0, 6, 4.0
NEGATIVE = {"english": "mixed", "chinese": ""}  # the golden prompt that is the negative one; "" is none


def main(goldens, name):
    torch.set_num_threads(1)
    here = os.path.dirname(os.path.abspath(__file__))
    with open(os.path.join(here, name, "golden.json")) as f:
        meta = json.load(f)
    pipe = ZImagePipeline.from_pretrained(os.path.join(goldens, name), torch_dtype=torch.float32)
    pipe.scheduler = FlowMatchEulerDiscreteScheduler(num_train_timesteps=1000, shift=SHIFT, use_dynamic_shifting=False)
    pipe.set_progress_bar_config(disable=True)
    out = {"guidance": torch.tensor([GUIDANCE]), "steps": torch.tensor([float(STEPS)])}
    for prompt, negative in NEGATIVE.items():
        for output in ("latent", "np"):
            drawn = pipe(meta["prompts"][prompt], negative_prompt=meta["prompts"].get(negative, ""), height=meta["height"],
                         width=meta["width"], num_inference_steps=STEPS, guidance_scale=GUIDANCE, output_type=output,
                         generator=torch.Generator("cpu").manual_seed(meta["seed"]), return_dict=False)[0][0]
            key = f"guided.{prompt}." + ("latents" if output == "latent" else "image")
            out[key] = drawn if output == "latent" else torch.from_numpy(np.round(drawn * 255).astype(np.uint8))
    save_file({k: v.contiguous() for k, v in out.items()}, os.path.join(here, name, "guided.safetensors"))
    for k, v in out.items():
        v = v.float()
        print(f"{k:28s} {tuple(v.shape)} mean {v.mean():.4f} std {v.std():.4f} finite {bool(torch.isfinite(v).all())}")


if __name__ == "__main__":
    main(*sys.argv[1:3])
