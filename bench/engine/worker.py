"""One engine in a process of its own, so that its memory is its own: prepares facts, then answers when told to.

python -m bench.engine.worker ENGINE FACTS MONTH; a line on standard input runs it once, a line of JSON comes back.
"""

from __future__ import annotations

import gc
import json
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import numpy as np

from ansinh import legislation
from ansinh.legislation import FactBatch
from bench.peers import polars_rules
from bench.peers.people import frame_of

ROOMS = {"numpy in a room": "numpy", "compiled in a room": "compiled"}
"""A kernel that writes each round's answers where the last round's stood, as one does who asks month after month."""
ENGINES = ("openfisca", "polars", "numpy", "compiled", *ROOMS)


def prepared(engine: str, batch: FactBatch, month: str) -> Callable[[], int]:
    """The engine with the facts in the form it likes best, as a call that determines all people and gives the total."""
    if engine == "openfisca":
        country = import_module("bench.peers.openfisca.country")
        law, inputs = country.system(), country.inputs_of(batch)
        return lambda: int(country.determine(law, inputs, month)["total_vnd"].sum(dtype=np.int64))
    if engine == "polars":
        frame = frame_of(batch)
        return lambda: int(polars_rules.determine(frame.lazy(), month).collect()["total_vnd"].sum())
    room = legislation.AnswerRoom() if engine in ROOMS else None
    kernel = ROOMS.get(engine, engine)
    return lambda: int(legislation.determine_batch(batch, month, kernel=kernel, room=room).total_vnd.sum())


def peak_mib() -> float:
    """The most memory since the last reset."""
    text = Path("/proc/self/status").read_text()
    return int(text.split("VmHWM:")[1].split()[0]) / 1024


def reset_peak() -> None:
    """From now on."""
    Path("/proc/self/clear_refs").write_text("5")


def main(engine: str, folder: Path, month: str) -> None:
    columns = {file.stem: np.load(file) for file in sorted(folder.glob("*.npy"))}
    batch = FactBatch.of_stored(columns, len(columns["born"]))
    run = prepared(engine, batch, month)
    if engine in {"openfisca", "polars"}:
        del columns, batch
    gc.collect()
    print("ready", flush=True)
    for count, _ in enumerate(sys.stdin):
        if count == 1:  # the first run warms up
            reset_peak()
        wall, cpu = time.perf_counter(), time.process_time()
        total = run()
        seconds = {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu}
        gc.collect()
        print(json.dumps({"total": total, "peak_mib": peak_mib(), **seconds}), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), sys.argv[3])
