"""
The models of specs/makemore as PyTorch has them, for `npm run bench -- speed`: `python3 speed.py MODEL MINIBATCHES`.

Prints what it runs on as a line of JSON, then reads lines that begin with a number of CPU seconds from standard input and
answers each with another line: how many steps it did, in how many CPU seconds, and the last loss. One thread.
"""
import json
import re
import sys
import time

import torch
from torch import nn
from torch.nn import functional as F

VOCABULARY = 27


class Fuse(nn.Module):
    """n neighbours side by side, a linear layer, batch norm over every dim but the last, tanh."""

    def __init__(self, n, channels, width):
        super().__init__()
        self.n = n
        self.linear = nn.Linear(n * channels, width, bias=False)
        self.norm = nn.BatchNorm1d(width)

    def forward(self, x):
        batch, length, channels = x.shape
        x = self.linear(x.view(batch * length // self.n, self.n * channels))
        return torch.tanh(self.norm(x)).view(batch, length // self.n, -1)


class Tree(nn.Module):
    """Stages 4 and 5 of makemore part 5: eight letters, fused two by two."""

    def __init__(self, embedding, width):
        super().__init__()
        self.embed = nn.Embedding(VOCABULARY, embedding)
        self.fuse = nn.Sequential(Fuse(2, embedding, width), Fuse(2, width, width), Fuse(2, width, width))
        self.linear = nn.Linear(width, VOCABULARY)

    def forward(self, x):
        return self.linear(self.fuse(self.embed(x)).flatten(1))


class Recurrent(nn.Module):
    """A recurrent layer of torch.nn, from a state that is learned where `learned` says so."""

    def __init__(self, layer, learned, width=64):
        super().__init__()
        self.embed = nn.Embedding(VOCABULARY, width)
        self.layer = layer(width, width, batch_first=True)
        self.start = nn.Parameter(torch.zeros(1, 1, width)) if learned else None
        self.linear = nn.Linear(width, VOCABULARY)

    def forward(self, x):
        start = None if self.start is None else self.start.expand(1, x.shape[0], -1).contiguous()
        return self.linear(self.layer(self.embed(x), start)[0])


class Unit(nn.Module):
    """A gated unit of WaveNet, and the weights of what is made of it."""

    def __init__(self, channels, skip, dilation):
        super().__init__()
        self.dilation = dilation
        self.value = nn.Conv1d(channels, channels, 2, dilation=dilation)
        self.gate = nn.Conv1d(channels, channels, 2, dilation=dilation)
        self.skip = nn.Conv1d(channels, skip, 1)
        self.out = nn.Conv1d(channels, channels, 1)

    def forward(self, x):
        padded = F.pad(x, (self.dilation, 0))
        return torch.tanh(self.value(padded)) * torch.sigmoid(self.gate(padded))


class WaveNet(nn.Module):
    """Three gated units; nobody reads the stream after the last one, so it is not worked out."""

    def __init__(self, channels=32, skip=64):
        super().__init__()
        self.embed = nn.Embedding(VOCABULARY, channels)
        self.units = nn.ModuleList(Unit(channels, skip, 2**i) for i in range(3))
        self.hidden = nn.Conv1d(skip, skip, 1)
        self.out = nn.Conv1d(skip, VOCABULARY, 1)

    def forward(self, x):
        x, total = self.embed(x).transpose(1, 2), 0
        for unit in self.units:
            gated = unit(x)
            total = total + unit.skip(gated)
            if unit is not self.units[-1]:
                x = x + unit.out(gated)
        return self.out(torch.relu(self.hidden(torch.relu(total)))).transpose(1, 2)


class Block(nn.Module):
    """Causal self-attention, then two linear layers, each after a layer norm and added to the stream."""

    def __init__(self, width, heads, context):
        super().__init__()
        self.heads = heads
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.project, self.back = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.wide, self.narrow = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)
        self.register_buffer("future", torch.ones(context, context).triu(1).bool())

    def attention(self, x):
        batch, length, width = x.shape
        parts = self.project(x).view(batch, length, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        q, k, v = parts.unbind(0)
        scores = (q @ k.transpose(-2, -1)) * (width // self.heads) ** -0.5
        looks = F.softmax(scores.masked_fill(self.future, float("-inf")), dim=-1)
        return self.back((looks @ v).transpose(1, 2).reshape(batch, length, width))

    def forward(self, x):
        x = x + self.attention(self.norm1(x))
        return x + self.narrow(F.gelu(self.wide(self.norm2(x)), approximate="tanh"))


class Transformer(nn.Module):
    """The transformer of makemore.py."""

    def __init__(self, width=64, heads=4, layers=4, context=16):
        super().__init__()
        self.embed = nn.Embedding(VOCABULARY, width)
        self.position = nn.Parameter(torch.randn(context, width))
        self.blocks = nn.Sequential(*(Block(width, heads, context) for _ in range(layers)))
        self.norm = nn.LayerNorm(width)
        self.linear = nn.Linear(width, VOCABULARY, bias=False)

    def forward(self, x):
        return self.linear(self.norm(self.blocks(self.embed(x) + self.position)))


MODELS = {
    "stage-5": lambda: Tree(24, 128),
    "stage-4": lambda: Tree(10, 68),
    "wavenet": WaveNet,
    "gru": lambda: Recurrent(nn.GRU, learned=True),
    "lstm": lambda: Recurrent(nn.LSTM, learned=False),
    "rnn": lambda: Recurrent(nn.RNN, learned=True),
    "transformer": Transformer,
}


def optimiser(name, model):
    if name.startswith("stage"):
        return torch.optim.SGD(model.parameters(), lr=0.1)
    return torch.optim.AdamW(model.parameters(), lr=5e-4, betas=(0.9, 0.99), weight_decay=0.01)


def blas():
    """The library that computes matrix products, and the kernel that it chose, as far as can be told."""
    with open("/proc/self/maps") as maps:
        libraries = sorted({line.split()[-1] for line in maps if re.search(r"blas|mkl_rt", line)})
    found = [path for path in libraries if "openblas" in path.rsplit("/", 1)[-1]]
    if not found:
        return "MKL" if torch.backends.mkl.is_available() else f"not OpenBLAS: {', '.join(libraries) or 'unknown'}"
    import ctypes

    config = ctypes.CDLL(found[0]).openblas_get_config
    config.restype = ctypes.c_char_p
    words = config().decode().split()
    return f"{words[0]} {words[1]} {words[-2]}"


def main(name, minibatches):
    torch.manual_seed(42)
    torch.set_num_threads(1)
    with open(minibatches) as file:
        batches = [(torch.tensor(x), torch.tensor(y)) for x, y in json.load(file)]
    model = MODELS[name]()
    update = optimiser(name, model)
    count = sum(parameter.numel() for parameter in model.parameters())
    say({"versions": f"torch {torch.__version__}, {kernel()}", "parameters": count})

    done, loss = 0, 0.0
    for line in sys.stdin:
        seconds, start, begun = float(line.split()[0]), done, time.process_time()
        while True:
            x, y = batches[done % len(batches)]
            out = F.cross_entropy(model(x).reshape(-1, VOCABULARY), y.reshape(-1), ignore_index=-1)
            update.zero_grad(set_to_none=True)
            out.backward()
            update.step()
            done += 1
            if done % 100 == 0:
                loss = out.item()
            if (done - start) % 10 == 0 and time.process_time() - begun >= seconds:
                break
        say({"steps": done - start, "seconds": time.process_time() - begun, "loss": loss or out.item()})


def kernel():
    try:
        return blas()
    except OSError:
        return "unknown BLAS"


def say(facts):
    print(json.dumps(facts), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
