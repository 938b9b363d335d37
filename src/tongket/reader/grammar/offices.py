"""Offices as they are written: Bí thư, Phó Chủ tịch, Trưởng ban."""

from typing import cast

from tongket.reader.lexicon import Phrases, data, phrase_lists


def _entries() -> dict[str, str]:
    entries = {each: each for each in phrase_lists("offices", "offices")["all"]}
    entries |= cast("dict[str, str]", data("offices")["short"])
    former = phrase_lists("offices", "former")["words"]
    return entries | {
        f"{word} {each}": office for word in former for each, office in entries.items()
    }


OFFICES: Phrases[str] = Phrases(_entries(), frozenset({"BT", "CT", "GĐ", "trưởng", "trưởng các"}))
"""Office -> its name in small letters, short forms written out."""
