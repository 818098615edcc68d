"""Any model of sentence-transformers embeds texts, in this process and on this machine."""

import hashlib
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from manike.errors import MachineError
from manike.media.files import sha256_of
from manike.resident import Resident

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

PROVIDER = "sentence-transformers"

_BATCH = 32
_LONGEST_CHARS = 20_000
"""Far more than a model reads; tokenizers take minutes for a book."""
_FILES = ("*.safetensors", "*.json", "*.txt", "*.model", "*/*.safetensors", "*/*.json")
"""What makes a model. Pickled weights can run code when they are loaded: they are left out."""
_HASH_CHARS = 12
_CURE = "pip install 'manike[sentence-transformers]'"


def sentence_embedder(model: str, *, revision: str = "", device: str = "cpu") -> "SentenceEmbedder":
    """A model as an ``Embedder``; nothing is loaded yet.

    Args:
        model: a folder, or a name such as ``sentence-transformers/all-MiniLM-L6-v2`` that is loaded
            from the Hugging Face hub once.
        revision: which version of a named model; the newest one if empty.
        device: as torch names it. The same machine gives the same numbers on ``cpu`` only.
    """
    return SentenceEmbedder(model, revision, device)


class SentenceEmbedder:
    """See ``sentence_embedder``. Safe to share between threads."""

    name = PROVIDER

    def __init__(self, model: str, revision: str, device: str) -> None:
        self._asked = model
        self._revision = revision
        self._device = device
        self._resident = Resident(self._load)

    @cached_property
    def model(self) -> str:
        """The model's name and the hash of all its files, so that no two models' vectors mix."""
        digest = hashlib.sha256()
        for file in _files_of(self._folder):
            digest.update(file.relative_to(self._folder).as_posix().encode())
            digest.update(bytes.fromhex(self._hash_of(file)))
        return f"{Path(self._asked).name}@{digest.hexdigest()[:_HASH_CHARS]}"

    @cached_property
    def dimension(self) -> int:
        """See ``Embedder.dimension``."""
        with self._resident.in_use() as model:
            length = model.get_embedding_dimension()
        if length is None:
            raise _unusable(self._asked, "its vectors have no fixed length")
        return int(length)

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """See ``Embedder.embed``; of a long text the beginning counts.

        Raises:
            MachineError: the extra is not installed, or the model can't be loaded or run here.
        """
        if not texts:
            return np.zeros((0, self.dimension), np.float32)
        with self._resident.in_use() as model:
            try:
                vectors = model.encode(
                    [text[:_LONGEST_CHARS] for text in texts],
                    batch_size=_BATCH,
                    normalize_embeddings=True,
                    show_progress_bar=False,
                )
            except RuntimeError as error:  # torch: no memory, no such device
                raise _unusable(self._asked, str(error)) from error
        return np.asarray(vectors, np.float32)

    @cached_property
    def _folder(self) -> Path:
        """Where the model's files lie; a named one is downloaded if it is not here yet."""
        folder = Path(self._asked).expanduser()
        if folder.is_dir():
            return folder
        if folder.is_absolute():
            raise _unusable(self._asked, "there is no such folder")
        try:
            from huggingface_hub import snapshot_download
        except ImportError as error:
            raise _missing() from error
        try:
            found = snapshot_download(
                self._asked, revision=self._revision or None, allow_patterns=list(_FILES)
            )
        except (OSError, ValueError) as error:  # the hub's errors are one or the other
            cure = "it can't be loaded from the hub; give a folder that holds it"
            raise _unusable(self._asked, f"{cure} ({type(error).__name__})") from error
        return Path(found)

    def _hash_of(self, file: Path) -> str:
        try:
            return sha256_of(file)
        except OSError as error:
            raise _unusable(self._asked, f"{file.name} can't be read") from error

    def _load(self) -> "SentenceTransformer":
        try:
            from sentence_transformers import SentenceTransformer
            from transformers.utils.logging import disable_progress_bar
        except ImportError as error:
            raise _missing() from error
        disable_progress_bar()
        folder = self._folder
        try:
            return SentenceTransformer(
                str(folder),
                device=self._device,
                local_files_only=True,
                trust_remote_code=False,
                model_kwargs={"use_safetensors": True},
            )
        except Exception as error:  # whatever a broken file makes of it
            raise _unusable(self._asked, str(error)) from error


def _files_of(folder: Path) -> list[Path]:
    """The files that make a model, in an order that is the same everywhere."""
    return sorted({file for pattern in _FILES for file in folder.glob(pattern) if file.is_file()})


def _missing() -> MachineError:
    return MachineError(f"sentence-transformers is missing: {_CURE}.")


def _unusable(model: str, why: str) -> MachineError:
    return MachineError(f"The embedding model {model} can't be used: {why[:300]}.")
