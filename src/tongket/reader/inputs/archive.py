"""A Word file's archive, unpacked no further than a report can be large.

What the archive says of itself is not trusted: bytes are counted as they come out.
"""

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from types import TracebackType

from tongket.reader.inputs import limits

_CHUNK = 1 << 16
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError)
_END_RECORD = b"PK\x05\x06"


class Archive:
    """The parts of a zip file, each read at most once and within bounds."""

    def __init__(self, content: bytes, name: str) -> None:
        self.name = name
        self._check_directory(content)
        try:
            self._zip = zipfile.ZipFile(BytesIO(content))
        except (*_FAULTS, UnicodeError, IndexError) as fault:
            raise limits.broken(name) from fault
        self.entries = {each.filename.lstrip("/"): each for each in self._zip.infolist()}

    def __enter__(self) -> "Archive":
        """Return itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the archive."""
        self._zip.close()

    def __contains__(self, part: str) -> bool:
        """Return whether the archive has a part of this name."""
        return part in self.entries

    def chunks(self, part: str, most: int = limits.MOST_PART_BYTES) -> Iterator[bytes]:
        """Yield the bytes of a part, piece by piece; refuse when they are more than ``most``."""
        entry = self.entries[part]
        if entry.flag_bits & 1:
            raise limits.locked(self.name)
        if entry.compress_type not in _METHODS:
            raise limits.broken(self.name, part)
        allowed = min(most, max(2**22, entry.compress_size * limits.MOST_RATIO))
        seen = 0
        try:
            with self._zip.open(entry) as stream:
                while chunk := stream.read(_CHUNK):
                    seen += len(chunk)
                    if seen > allowed:
                        raise limits.too_large(self.name, part)
                    yield chunk
        except (*_FAULTS, RuntimeError) as fault:
            raise limits.broken(self.name, part) from fault

    def read(self, part: str) -> bytes:
        """Return a small part whole."""
        return b"".join(self.chunks(part, limits.MOST_SMALL_PART_BYTES))

    def read_large(self, part: str) -> bytes:
        """Return a large part whole, for whoever must change it."""
        return b"".join(self.chunks(part))

    def _check_directory(self, content: bytes) -> None:
        """Refuse a list of files so long that reading it alone would fill the memory."""
        at = content.rfind(_END_RECORD, max(len(content) - 65_600, 0))
        if at < 0 or at + 20 > len(content):
            raise limits.broken(self.name)
        count = int.from_bytes(content[at + 10 : at + 12], "little")
        size = int.from_bytes(content[at + 12 : at + 16], "little")
        if count > limits.MOST_ENTRIES or size > limits.MOST_DIRECTORY_BYTES:
            raise limits.too_large(self.name)
