"""How large and how slow an input may be before it is refused.

A report of 2,000 pages must pass; a file made to exhaust memory or patience must not. The figures
were measured: within them a process stays below 300 MiB and an answer comes within 20 seconds.
"""

from tongket.core.words import said
from tongket.reader.source import UnreadableError

MOST_BYTES = 100 * 2**20
"""Of a file as it lies on the disk: a Word file with many pictures is still below this."""
MOST_TEXT_BYTES = 24 * 2**20
"""Of a file that is text throughout."""
MOST_CHARACTERS = 6_000_000
"""Of the text read: 2,000 pages of 3,000 characters."""
MOST_BLOCKS = 200_000
MOST_PAGES = 2_000
MOST_PART_BYTES = 160 * 2**20
"""Of one unpacked part of a Word file that is read piece by piece."""
MOST_SMALL_PART_BYTES = 16 * 2**20
"""Of one unpacked part that is read as a whole: styles, numbering, notes."""
MOST_MARKUP = 400_000
"""Of tags and attributes held in memory at a time."""
MOST_ENTRIES = 10_000
"""Of files in an archive."""
MOST_DIRECTORY_BYTES = 4 * 2**20
"""Of the list of files in an archive."""
MOST_RATIO = 400
"""Of unpacked to packed bytes, past the first megabytes."""
PATIENCE = 16.0
"""Seconds for one file, helpers in other processes included."""


def place(name: str, where: str = "") -> str:
    """Return how a file, and a place in it, is named in a sentence: “a.docx” (word/document.xml).

    >>> place("a.docx", "trang 3")
    '“a.docx” (trang 3)'
    """
    return f"“{name}” ({where})" if where else f"“{name}”"


def too_large(name: str, where: str = "") -> UnreadableError:
    """Return the refusal of a file, or a part of one, that is larger than a report can be."""
    return UnreadableError(
        said("Tệp %(file)s lớn quá mức một báo cáo 2.000 trang.", file=place(name, where))
    )


def broken(name: str, where: str = "") -> UnreadableError:
    """Return the refusal of a file that is cut off or damaged."""
    return UnreadableError(
        said("Tệp %(file)s bị hỏng hoặc bị cắt cụt, không đọc được.", file=place(name, where))
    )


def locked(name: str) -> UnreadableError:
    """Return the refusal of a file that opens with a password only."""
    return UnreadableError(
        said("Tệp %(file)s có mật khẩu; hãy gỡ mật khẩu rồi thử lại.", file=place(name))
    )


def cut_short(read: int, count: int) -> str:
    """Return the remark on a file of which only the first pages could be read in time."""
    return said(
        "Chỉ đọc được %(read)s trong %(count)s trang trong thời gian cho phép.",
        read=read,
        count=count,
    )
