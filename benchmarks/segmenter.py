"""Underthesea's word segmentation in a process and an environment of its own, timed on request.

It is no dependency of the project: the environment is made on first use, in ``.venv-bench``, from
the hashed ``requirements-underthesea.txt`` beside this file.
"""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent
ENVIRONMENT = HERE.parent / ".venv-bench"
REQUIREMENTS = HERE / "requirements-underthesea.txt"

WORK = """
import json, sys, time
from underthesea import word_tokenize
texts = json.loads(sys.stdin.readline())
print("ready", flush=True)
for _ in sys.stdin:
    started = time.perf_counter()
    for text in texts:
        word_tokenize(text)
    print(time.perf_counter() - started, flush=True)
"""


class NoSegmenterError(RuntimeError):
    """The environment could not be made, or the library does not run in it."""


def python() -> Path:
    """Return the environment's Python, made where it is not there or not of these requirements."""
    place = ENVIRONMENT / "bin" / "python"
    mark = ENVIRONMENT / ".ready"
    wanted = REQUIREMENTS.read_text(encoding="utf-8")
    if place.exists() and mark.exists() and mark.read_text(encoding="utf-8") == wanted:
        return place
    print("bench: making .venv-bench with underthesea …", file=sys.stderr)
    for command in (
        [sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT)],
        [str(place), "-m", "pip", "install", "-q", "--require-hashes", "-r", str(REQUIREMENTS)],
    ):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise NoSegmenterError(done.stderr.strip().splitlines()[-1:] or command)
    mark.write_text(wanted, encoding="utf-8")
    return place


class Segmenter:
    """Segments the same texts each time it is asked; says how long it took."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._process = subprocess.Popen(
            [str(python()), "-c", WORK],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
        )
        if self._said(json.dumps(list(texts))) != "ready":
            raise NoSegmenterError("underthesea does not start")

    def _said(self, line: str) -> str:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()
        return self._process.stdout.readline().strip()

    def seconds(self) -> float:
        """Segment all the texts once and return the seconds it took, measured over there."""
        return float(self._said("again"))

    def close(self) -> None:
        """End the process."""
        if self._process.stdin:
            self._process.stdin.close()
        self._process.wait()
