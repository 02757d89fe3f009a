"""The reading process: `python -m ansinh.payments.formats.child`, started by `read_apart` under limits.

It is asked {path, out, name} and writes `out`: one JSON object with the fields of `ReturnFile`.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from ansinh.kernel.errors import Refusal
from ansinh.kernel.limited_process import Refused, answer
from ansinh.payments.formats.detect import read_return


def read(asked: dict[str, Any]) -> None:
    """Raises Refused for a file that cannot be read."""
    try:
        found = read_return(Path(asked["path"]).read_bytes(), asked["name"])
    except Refusal as refusal:
        raise Refused(refusal.code, refusal.message) from None
    with Path(asked["out"]).open("w", encoding="utf-8", errors="replace") as out:
        json.dump(asdict(found), out, ensure_ascii=False)


if __name__ == "__main__":
    sys.exit(answer(read))
