"""Programs that read a risky file in a process of their own: bounded memory, bounded time."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from tongket.core.words import said
from tongket.reader.inputs import limits
from tongket.reader.source import UnreadableError

_LIMITED = Path(__file__).with_name("limited.py")
_MOST_OUTPUT = 64 * 2**20


class HelperFault(Exception):  # noqa: N818 - a fault of the helper, not of whoever called it
    """A helper ended without a result."""


class Deadline:
    """The moment a file's time is up."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    @property
    def left(self) -> float:
        """Seconds left, at least a little, so that a helper ends by the same way as in time."""
        return max(self._end - time.monotonic(), 0.1)

    @property
    def over(self) -> bool:
        """Whether the time is up."""
        return time.monotonic() >= self._end


@contextmanager
def folder() -> Iterator[Path]:
    """Give a temporary folder that nobody else reads, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="tongket-", ignore_cleanup_errors=True) as path:
        yield Path(path)


def run(program: Sequence[str], *, name: str, home: Path, deadline: Deadline, memory: int) -> bytes:
    """Return what a program prints; ``memory`` in MiB.

    Raises ``UnreadableError`` when the time is up and ``HelperFault`` when the program fails.
    """
    seconds = deadline.left
    command = [sys.executable, "-I", "-S", str(_LIMITED), str(memory), str(int(seconds) + 2)]
    with tempfile.TemporaryFile(dir=home) as output:
        process = subprocess.Popen(  # noqa: S603 - our own programs, no shell
            [*command, *program],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.DEVNULL,
            cwd=home,
            env=_environment(home),
            start_new_session=True,
        )
        try:
            code = process.wait(timeout=seconds)
        except subprocess.TimeoutExpired as fault:
            raise too_slow(name) from fault
        finally:
            _end(process)
        if code != 0:
            raise HelperFault(code)
        output.seek(0)
        return output.read(_MOST_OUTPUT)


def too_slow(name: str) -> UnreadableError:
    """Return the refusal of a file that takes longer than anybody would wait."""
    return UnreadableError(
        said("Tệp %(file)s đọc quá lâu nên đã dừng lại.", file=limits.place(name))
    )


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a helper with all it has started: its group is its own session."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    with suppress(subprocess.TimeoutExpired):
        process.wait(timeout=5)


def _environment(home: Path) -> dict[str, str]:
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(home),
        "TMPDIR": str(home),
        "LANG": "C.UTF-8",
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
        "PYTHONDONTWRITEBYTECODE": "1",
        "OMP_THREAD_LIMIT": "1",
    }
