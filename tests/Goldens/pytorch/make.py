"""Writes the files of this folder by PyTorch itself: a module with every kind of layer that keeps values, as users save it.

Debian: apt-get install --no-install-recommends python3-torch, then /usr/bin/python3 make.py. The files are in the repository; running it again
gives the same arrays. The safetensors package is not in Debian, so its format (eight bytes of length, a JSON header, the data) is written here.
"""
import json
import os
import struct

import numpy
import torch
from torch import nn

HERE = os.path.dirname(os.path.abspath(__file__))


class RMSNorm(nn.Module):
    """torch.nn.RMSNorm of PyTorch 2.4 and later, by the formula of its documentation, under its name for the parameter."""

    def __init__(self, size):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(size))

    def forward(self, x):
        return x / torch.sqrt((x * x).mean(-1, keepdim=True) + torch.finfo(torch.float32).eps) * self.weight


def make():
    torch.manual_seed(1)
    # 0 Linear, 1 BatchNorm, 2 ReLU, 3 Dropout, 4 Linear, 5 LayerNorm, 6 PReLU, 7 Linear, 8 BatchNorm without weights, 9 RMSNorm, 10 PReLU, 11 Tanh, 12 Linear
    model = nn.Sequential(
        nn.Linear(6, 8), nn.BatchNorm1d(8), nn.ReLU(), nn.Dropout(0.2), nn.Linear(8, 8, bias=False), nn.LayerNorm(8), nn.PReLU(),
        nn.Linear(8, 7), nn.BatchNorm1d(7, affine=False), RMSNorm(7), nn.PReLU(7), nn.Tanh(), nn.Linear(7, 3))
    optimizer = torch.optim.Adam(model.parameters(), 0.05)
    for _ in range(7):                      # so that statistics, counters and all weights have left their first values
        optimizer.zero_grad()
        nn.functional.mse_loss(model(torch.randn(16, 6)), torch.randn(16, 3)).backward()
        optimizer.step()
    return model.eval()


TYPES = {torch.float32: "F32", torch.float16: "F16", torch.bfloat16: "BF16", torch.float64: "F64", torch.int64: "I64"}


def save_file(tensors, path):
    """What safetensors.torch.save_file writes: tensors by falling alignment, then by name."""
    header, data = {"__metadata__": {"format": "pt"}}, b""
    for name, value in sorted(tensors.items(), key=lambda pair: (-pair[1].element_size(), pair[0])):
        bytes_ = value.contiguous().view(torch.uint8 if value.dim() else value.dtype).numpy().tobytes()
        header[name] = {"dtype": TYPES[value.dtype], "shape": list(value.shape), "data_offsets": [len(data), len(data) + len(bytes_)]}
        data += bytes_
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    with open(os.path.join(HERE, path), "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + data)


def renamed(state):
    """The recipe of docs/diagnostics/NG5006.md."""
    names = {"0": "dense1", "1": "batchNorm1", "4": "dense2", "5": "layerNorm1", "6": "pReLU1", "7": "dense3", "8": "batchNorm2", "9": "rMSNorm1",
             "10": "pReLU2", "12": "dense4"}
    return {f"{names[key.rpartition('.')[0]]}.{key.rpartition('.')[2]}": value for key, value in state.items()}


model = make()
state = model.state_dict()
save_file(state, "sequential.safetensors")
save_file(renamed(state), "named.safetensors")
save_file({key: value.half() if value.is_floating_point() else value for key, value in renamed(state).items()}, "half.safetensors")
numpy.savez(os.path.join(HERE, "named.npz"), **{key: value.numpy() for key, value in renamed(state).items()})
numpy.savez_compressed(os.path.join(HERE, "compressed.npz"), **{key: value.numpy() for key, value in renamed(state).items()})
torch.save(state, os.path.join(HERE, "model.pt"))
torch.save(state, os.path.join(HERE, "old.pt"), _use_new_zipfile_serialization=False)
x = torch.randn(4, 6)
with torch.no_grad():
    y = model(x)
with open(os.path.join(HERE, "values.json"), "w") as file:
    json.dump({"x": x.flatten().tolist(), "y": y.flatten().tolist()}, file)
    file.write("\n")
