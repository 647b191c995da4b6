#!/usr/bin/env python3
"""Tensors in every quantised type that is read, and the values that the reference readers give.

usage: make_quantised.py OUT_DIR   (needs torch, numpy, safetensors, gguf)
Writes OUT_DIR/blocks.gguf with random blocks of each GGUF type and OUT_DIR/fp8.safetensors with all values of both kinds of fp8
and with scaled weights; beside each `.expected.safetensors` in 32-bit floats: by `gguf.quants.dequantize`, and by torch's float8 types.
The blocks are random bytes, so that every bit of a block counts; only the scales are kept finite."""
import json, os, sys
import gguf
import numpy as np
import torch
from safetensors.torch import save_file

TYPES = ["F32", "F16", "BF16", "Q4_0", "Q4_1", "Q5_0", "Q5_1", "Q8_0", "Q2_K", "Q3_K", "Q4_K", "Q5_K", "Q6_K"]
# Where a block has 16-bit floats.
HALVES = {"F16": [0], "Q4_0": [0], "Q4_1": [0, 2], "Q5_0": [0], "Q5_1": [0, 2], "Q8_0": [0], "Q2_K": [80, 82], "Q3_K": [108],
          "Q4_K": [0, 2], "Q5_K": [0, 2], "Q6_K": [208]}


def blocks(out):
    rng = np.random.default_rng(15)
    writer = gguf.GGUFWriter(os.path.join(out, "blocks.gguf"), "none")
    writer.add_string("general.name", "random blocks")
    writer.add_array("some.words", ["one", "two"])
    writer.add_array("some.numbers", [1, 2, 3])
    writer.add_uint64("some.number", 7)
    expected = {}
    for name in TYPES:
        kind = gguf.GGMLQuantizationType[name]
        values, size = gguf.GGML_QUANT_SIZES[kind]
        rows, row = 3, 512
        b = rng.integers(0, 256, (rows, row // values, size), dtype=np.uint8)
        for at in HALVES.get(name, []):
            b[:, :, at:at + 2] = rng.normal(0, 2, (rows, row // values)).astype("<f2").view(np.uint8).reshape(rows, -1, 2)
        if name == "F32":
            b = rng.normal(0, 2, (rows, row)).astype("<f4").view(np.uint8).reshape(rows, row, 4)
        if name == "BF16":  # no infinities
            b[:, :, 1] = b[:, :, 1] & 0xBF
        raw = np.ascontiguousarray(b).reshape(rows, -1)
        writer.add_tensor(name.lower(), raw, raw_dtype=kind)
        if name == "F32":
            value = raw.view("<f4")
        elif name == "F16":
            value = raw.view("<f2").astype(np.float32)
        else:
            value = gguf.quants.dequantize(raw, kind)
        assert value.dtype == np.float32 and value.shape == (rows, row) and np.isfinite(value).all(), name
        expected[name.lower()] = torch.from_numpy(value.copy())
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    save_file(expected, os.path.join(out, "blocks.expected.safetensors"))


def fp8(out):
    gen = torch.Generator().manual_seed(15)
    every = torch.arange(256, dtype=torch.int32).to(torch.uint8)
    t, expected = {}, {}

    def weight(name, w, scale=None, scale_name=None, quant=None):
        t[name + ".weight"] = w
        value = w.to(torch.float32)
        if scale is not None:
            t[name + "." + scale_name] = scale
            value = value * scale.to(torch.float32)
        if quant:
            t[name + ".comfy_quant"] = torch.tensor(list(json.dumps(quant).encode()), dtype=torch.uint8)
        expected[name + ".weight"] = value

    def random8(*shape):
        return torch.randn(shape, generator=gen).mul(60).to(torch.float8_e4m3fn)

    weight("every_e4m3fn", every.view(torch.float8_e4m3fn).reshape(16, 16).clone())
    weight("every_e5m2", every.view(torch.float8_e5m2).reshape(16, 16).clone())
    weight("scaled", random8(4, 24), torch.tensor(0.00341), "scale_weight")
    weight("scaled_of_one", random8(4, 24), torch.tensor([0.00341]), "scale_weight")
    weight("scaled_rows", random8(4, 24), torch.rand(4, 1, generator=gen) / 100, "weight_scale")
    weight("scaled_half", random8(4, 24), torch.tensor(0.0123, dtype=torch.bfloat16), "scale_weight")
    weight("comfy", random8(4, 24), torch.tensor(0.0017), "weight_scale", {"format": "float8_e4m3fn"})
    # as ComfyUI's metadata allows: the values in a container of bytes
    w = random8(4, 24)
    weight("listed", w, torch.tensor(0.0023), "weight_scale")
    t["listed.weight"] = w.view(torch.uint8)
    t["scaled_fp8"] = torch.zeros(2, dtype=torch.float8_e4m3fn)
    t["scaled.scale_input"] = torch.tensor(1.5)
    metadata = {"format": "pt", "_quantization_metadata": json.dumps({"format_version": "1.0", "layers": {"listed": {"format": "float8_e4m3fn"}}})}
    save_file(t, os.path.join(out, "fp8.safetensors"), metadata)
    save_file(expected, os.path.join(out, "fp8.expected.safetensors"))


if __name__ == "__main__":
    blocks(sys.argv[1])
    fp8(sys.argv[1])
