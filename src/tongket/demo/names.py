"""Names of people who do not exist, always the same ones for the same seed. Pure.

A name is a family name, a middle name and a given name drawn apart from one another. That a name
so drawn is borne by somebody cannot be ruled out; that it is the name of a person known from
public life is, by ``KNOWN_PEOPLE``: digests of folded names, so that no such name stands here.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from tongket.core.text import fold

FAMILY = (
    *("Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Võ", "Phan", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô"),
    *("Dương", "Lý", "Mai", "Trương", "Đinh", "Lâm", "Châu", "Tạ", "Thái", "Lương", "Quách"),
)
MIDDLE_OF_WOMEN = (
    *("Thị Ánh", "Thị Diễm", "Thị Hạ", "Thị Khánh", "Thị Mộng", "Thị Thảo", "Thị Trúc", "Ngọc"),
    *("Mộng", "Thanh", "Thùy", "Tuyết", "Hoài", "Bảo", "Diệu", "Thụy"),
)
MIDDLE_OF_MEN = (
    *("Văn", "Hữu", "Đăng", "Công", "Quang", "Trọng", "Bá", "Duy", "Thế", "Viết", "Khắc", "Phước"),
    *("Hoài", "Tấn", "Đình", "Gia"),
)
GIVEN_OF_WOMEN = (
    *("An", "Bích", "Chi", "Duyên", "Giang", "Hạnh", "Hiền", "Hương", "Lan", "Liễu", "Loan"),
    *("Mai", "Nga", "Ngân", "Nhàn", "Nhung", "Oanh", "Phượng", "Quyên", "Sen", "Thoa", "Thu"),
    *("Trâm", "Trinh", "Tuyền", "Uyên", "Vân", "Xuân", "Yến"),
)
GIVEN_OF_MEN = (
    *("Ân", "Bình", "Cường", "Danh", "Đạt", "Điền", "Giàu", "Hải", "Hậu", "Hiệp", "Khang", "Khiêm"),
    *("Lợi", "Luân", "Nghĩa", "Nhân", "Phát", "Phú", "Quý", "Sang", "Tài", "Thuận", "Tín", "Toàn"),
    *("Trí", "Trung", "Tường", "Vinh", "Vượng"),
)

KNOWN_PEOPLE = frozenset(
    {
        "03c720e39ce94669",
        "0547e2a3c1d430c4",
        "0564c614d1689c8b",
        "0fefc29244b0b44c",
        "10d42b040bed67b4",
        "10f2c0ce5c3246f3",
        "134c6fb4af76cc92",
        "16f404f1f24cd690",
        "17964e96460be26f",
        "1baf8bb11c39eb38",
        "1d88924099e7be7e",
        "206309ffc925b839",
        "21b60e4988d24f81",
        "267b80842cc17fb2",
        "30eb0454b6404066",
        "3d2af382937998aa",
        "3ee47982ff0d90f0",
        "4407d4d7690d54a3",
        "48e986be6399e087",
        "4db70a38768efd70",
        "5212204d4cddcc97",
        "598c280817cafd87",
        "59cfc8678df5a291",
        "5a3d596a5db2b3b6",
        "5a6e2fe850be2a65",
        "5ca7916556682ae3",
        "5ccf0992a9812337",
        "5d1ae9545eda7460",
        "631708b6fe23b039",
        "66805fc6532b501d",
        "67c9410aa4dcace3",
        "68d8c03f01641fef",
        "6c2352f04888ed6e",
        "7511c368cb1531a3",
        "7944e457d58524eb",
        "7a0c3b2d65668069",
        "7c55cad73662afb8",
        "7d5e6832b8227cc5",
        "7e116b7bc3045955",
        "85aca2657d506a21",
        "90280a5ce290e08c",
        "92452b9103acf5de",
        "92fe1e894444987c",
        "93c3b8df99d61cb4",
        "943e918aba3b3918",
        "97cd17faf4ac4df7",
        "97e7a9b26299727d",
        "9914bc015bb6d0ba",
        "99c08d7c7c6ecd46",
        "9be7faab34927bc7",
        "9cb3baef684ee1c7",
        "9eb1862d7bf1754c",
        "a3cbeb7371ebf6c7",
        "a47b8ad878babfd5",
        "a4e5e451f1078732",
        "a6c0fb6ac1d2e53b",
        "a886e4f03a659760",
        "a924a7db61c869d3",
        "b73f1938dd65b3a1",
        "bc4555c31d317aea",
        "bff5fcf06182b69b",
        "c34babb9438adf90",
        "c3fa8ea0ef49194e",
        "ce6e9ef4277eb957",
        "d09f86a1c4a8328a",
        "d2310c5c5f8695b4",
        "d73fc29e3f7728fb",
        "db988693f959d129",
        "e04a186f528fb0a6",
        "e1bb439ebc474fa9",
        "e3ec69621e19f752",
        "e4cea748d1a17dd8",
        "eb2b32cf57105102",
        "eb5b3d33bd810008",
        "ed41bb6fd5c7d048",
        "ef865d5567ef19ae",
        "efc9ccd0ea9bccea",
        "f07e609c075ea5fa",
        "f411641dea38a99a",
        "f8d9f58d4d4ae3d6",
        "f8e18e2f281e159f",
        "f8e34f5de845e6bc",
        "fc849f0444ebe87b",
        "fe2ea76acd12c074",
        "ff75470bb63cdc95",
    }
)
"""First 16 hexadecimal digits of SHA-256 over the folded full names of people in public office."""


@dataclass(frozen=True, slots=True)
class PersonName:
    """A full name in the Vietnamese order."""

    family: str
    middle: str
    given: str

    def __str__(self) -> str:
        """Return the name as written."""
        return f"{self.family} {self.middle} {self.given}"


def digest_of(name: str) -> str:
    """Return the key under which a name stands in ``KNOWN_PEOPLE``."""
    return hashlib.sha256(fold(name).encode()).hexdigest()[:16]


def invented_names(random: Random) -> Iterator[PersonName]:
    """Yield names without end, women and men in turn, no full name twice, none of a known person.

    Ends in fact when all combinations are used up (over 10,000 of each).
    """
    used: set[str] = set()
    parts = ((MIDDLE_OF_WOMEN, GIVEN_OF_WOMEN), (MIDDLE_OF_MEN, GIVEN_OF_MEN))
    while len(used) < len(FAMILY) * 16 * 29:
        for middles, givens in parts:
            name = _unused(random, middles, givens, used)
            used.add(str(name))
            yield name


def _unused(
    random: Random, middles: tuple[str, ...], givens: tuple[str, ...], used: set[str]
) -> PersonName:
    while True:
        name = PersonName(random.choice(FAMILY), random.choice(middles), random.choice(givens))
        if str(name) not in used and digest_of(str(name)) not in KNOWN_PEOPLE:
            return name
