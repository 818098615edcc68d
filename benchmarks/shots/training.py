"""Trains the embedded detector on the tuning part: ``python -m benchmarks.shots.training``.

Needs torch, which nothing else of ours does. The held-out part is not looked at.
"""

import argparse
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional

from benchmarks.shots.cache import cache_folder, films_of
from benchmarks.shots.made_set import Boundary, MadeFilm
from manike.analysis.boundary_net import DILATIONS, KERNEL, WEIGHTS
from manike.analysis.changes import COLUMNS, MEASURES, ROWS, Frames, measure_changes
from manike.analysis.small_frames import tiny_footage, tiny_frames
from manike.media.probe import probe

FILMS = {"tuning": 56, "tuning-moving": 60}
_WIDTH = 32
_HEADS = 2
_MANY_WEIGHT = 0.3
_BARRED = 0.3
_SHARE = 3
"""One lesson of as many is learned in a round."""

Signal = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Lesson:
    """A film's measures and what the net should say of them; first axis or last: frames."""

    changes: Signal
    targets: Signal
    """Rows: middle of a boundary, part of one."""
    weights: Signal
    """How much the first row counts: nothing where a boundary may be put as well."""


class Net(torch.nn.Module):
    """What ``manike.analysis.boundary_net`` computes with numpy."""

    def __init__(self) -> None:
        super().__init__()
        self.layers = torch.nn.ModuleList(
            torch.nn.Conv1d(
                _WIDTH if at else MEASURES, _WIDTH, KERNEL, dilation=dilation,
                padding=dilation * (KERNEL // 2),
            )
            for at, dilation in enumerate(DILATIONS)
        )  # fmt: skip
        self.head = torch.nn.Conv1d(_WIDTH, _HEADS, 1)

    def forward(self, signal: torch.Tensor) -> torch.Tensor:
        """Shape (films, measures, frames) to (films, 2, frames)."""
        for at, layer in enumerate(self.layers):
            grown = torch.relu(layer(signal))
            signal = signal + grown if at else grown
            signal = functional.dropout(signal, 0.1, self.training)
        return self.head(signal)


def lessons_of(film: MadeFilm, rng: np.random.Generator) -> list[Lesson]:
    """The film forward and backward, as it is and twice in paler colours, with bars or without."""
    video = probe(film.path).video
    assert video is not None
    with tiny_footage(film.path, video) as decoding:
        frames = np.concatenate(list(tiny_frames(decoding)))
    count = len(frames)
    back = [Boundary(b.kind, count - b.last, count - b.first) for b in film.boundaries]
    forth = list(film.boundaries)
    return [
        _lesson(frames, forth),
        _lesson(_paler(frames[::-1], rng), back),
        _lesson(_paler(frames, rng), forth),
    ]


def _paler(frames: Frames, rng: np.random.Generator) -> Frames:
    """Less contrast, less colour, another light, and black bars now and then.

    Made films are more colourful than what cameras see, and their shots less alike.
    """
    contrast, colour = rng.uniform(0.3, 1.0), rng.uniform(0.1, 0.9)
    middle = float(frames[:, 0].mean())
    paler = frames.astype(np.float32)
    paler[:, 0] = (paler[:, 0] - middle) * contrast + np.clip(
        middle + rng.normal(0, 25), 40 + 60 * contrast, 200 - 60 * contrast
    )
    paler[:, 1:] = (paler[:, 1:] - 128) * colour + 128
    if rng.random() < _BARRED:
        rows, columns = (int(rng.integers(1, 4)), 0) if rng.random() < 0.5 else (0, 4)
        bars = np.ones((ROWS, COLUMNS), np.bool_)
        bars[rows : ROWS - rows, columns : COLUMNS - columns] = False
        paler[:, 0, bars], paler[:, 1:, bars] = 16, 128
    return np.clip(paler, 0, 255).astype(np.uint8)


def _lesson(frames: Frames, boundaries: list[Boundary]) -> Lesson:
    targets = np.zeros((_HEADS, len(frames)), np.float32)
    weights = np.ones(len(frames), np.float32)
    for boundary in boundaries:
        first, last = boundary.first, boundary.last
        middle = (first + last) // 2
        reach = 1 if last - first >= 6 else 0
        if last > first:
            weights[max(0, first - 2) : last + 3] = 0
        targets[0, middle - reach : middle + reach + 1] = 1
        weights[middle - reach : middle + reach + 1] = 3
        targets[1, first : last + 1] = 1
    return Lesson(measure_changes(frames), targets, weights)


def train(lessons: list[Lesson], rounds: int, seed: int) -> Net:
    """A net that knows these lessons; each round it sees a stretch of every film, with noise."""
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    net = Net()
    optimiser = torch.optim.AdamW(net.parameters(), lr=3e-3, weight_decay=1e-2)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 3e-3, total_steps=rounds)
    length = min(len(lesson.changes) for lesson in lessons)
    for number in range(1, rounds + 1):
        learned = rng.permutation(len(lessons))[: -(-len(lessons) // _SHARE)]
        picked = [_stretch(lessons[at], length, rng) for at in learned]
        changes, targets, weights = (
            torch.from_numpy(np.stack(part)) for part in zip(*picked, strict=True)
        )
        logits = net(changes)
        loss = functional.binary_cross_entropy_with_logits(
            logits[:, 0], targets[:, 0], weight=weights
        ) + _MANY_WEIGHT * functional.binary_cross_entropy_with_logits(logits[:, 1], targets[:, 1])
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        schedule.step()
        if number % 50 == 0:
            print(f"{number} rounds: loss {loss.item():.4f}", flush=True)
    return net.eval()


def _stretch(
    lesson: Lesson, length: int, rng: np.random.Generator
) -> tuple[Signal, Signal, Signal]:
    start = int(rng.integers(0, len(lesson.changes) - length + 1))
    part = slice(start, start + length)
    scale = np.exp(rng.normal(0, 0.1, (MEASURES, 1)))
    noisy = lesson.changes[part].T * scale + rng.normal(0, 0.02, (MEASURES, length))
    return noisy.astype(np.float32), lesson.targets[:, part], lesson.weights[part]


def save(net: Net, path: Path) -> None:
    """Write the weights in half precision."""
    names = [*((f"layer{at}", layer) for at, layer in enumerate(net.layers)), ("head", net.head)]
    arrays = {}
    for name, layer in names:
        arrays[f"{name}_weights"] = layer.weight.detach().numpy().astype(np.float16)
        arrays[f"{name}_bias"] = layer.bias.detach().numpy().astype(np.float16)
    path.parent.mkdir(exist_ok=True)
    np.savez_compressed(path, **arrays)


def main() -> None:
    """Train and write the weights that ship."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=1_400)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    wanted = parser.parse_args()
    torch.set_num_threads(1)
    films = [
        film for part, count in FILMS.items() for film in films_of(part, count, cache_folder())
    ]
    rng = np.random.default_rng(wanted.seed)
    lessons = [lesson for film in films for lesson in lessons_of(film, rng)]
    save(train(lessons, wanted.rounds, wanted.seed), wanted.out)


if __name__ == "__main__":
    main()
