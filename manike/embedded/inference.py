"""ONNX models on one thread: the same numbers on any machine, and memory given back after a run."""

from collections.abc import Mapping, Sequence

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from manike.errors import MachineError


class Model:
    """A model that runs on the caller's thread. Safe to share between threads."""

    def __init__(self, name: str, source: bytes | str) -> None:
        """Load a model.

        Args:
            name: for error messages.
            source: the file's content, or its path.

        Raises:
            MachineError: the model does not start here.
        """
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # the same numbers whatever the machine's cores
        options.inter_op_num_threads = 1
        options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
        options.use_deterministic_compute = True
        try:
            self._session = onnxruntime.InferenceSession(
                source, options, providers=["CPUExecutionProvider"]
            )
        except (RuntimeError, ValueError) as error:
            raise MachineError(f"{name} does not start on this machine: {error}") from error
        self._inputs = {node.name for node in self._session.get_inputs()}
        # Kept by the arena otherwise: two threads of Kokoro hold 1,116 MiB, and 617 MiB so.
        self._options = onnxruntime.RunOptions()
        self._options.add_run_config_entry("memory.enable_memory_arena_shrinkage", "cpu:0")

    def run(
        self, outputs: Sequence[str] | None, inputs: Mapping[str, NDArray[np.generic]]
    ) -> list[NDArray[np.float32]]:
        """The outputs of these names, or all; inputs that the model lacks are left out.

        Raises:
            RuntimeError: the model can't compute these inputs.
        """
        feed = {name: value for name, value in inputs.items() if name in self._inputs}
        results: list[NDArray[np.float32]] = self._session.run(outputs, feed, self._options)
        return results
