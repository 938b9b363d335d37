"""Reading the data files that rules, indicators and forms are shipped in. Pure.

Every fault is one Vietnamese sentence that names the file and the place in it, because the person
who writes these files is a specialist of the matter and not a programmer.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from json import dumps
from pathlib import Path
from typing import Any

import yaml


class DataFileFault(ValueError):  # noqa: N818 - a fault of the file, said to its writer
    """A data file that cannot be used; the message names file and place, in Vietnamese."""


class _UniqueKeys(yaml.SafeLoader):
    """A loader that refuses a key written twice, of which YAML would silently keep the last."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:  # noqa: FBT001 - PyYAML's own signature
        """Build one mapping."""
        self.flatten_mapping(node)
        seen: set[Any] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                raise yaml.constructor.ConstructorError(
                    problem=f"khóa “{key}” ghi hai lần", problem_mark=key_node.start_mark
                )
            seen.add(key)
        return super().construct_mapping(node, deep)


def read(path: Path, name: str) -> Any:
    """Return what the YAML file holds; ``name`` is how faults call it. Raises DataFileFault."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError:
        raise DataFileFault(f"Không mở được tệp {name}.") from None
    except UnicodeDecodeError:
        raise DataFileFault(f"Tệp {name} không phải UTF-8; lưu lại tệp dạng UTF-8.") from None
    try:
        return yaml.load(text, Loader=_UniqueKeys)  # noqa: S506 - a safe loader
    except yaml.MarkedYAMLError as fault:
        line = f", dòng {fault.problem_mark.line + 1}" if fault.problem_mark else ""
        raise DataFileFault(f"Tệp {name}{line}: không đọc được ({fault.problem}).") from None
    except (yaml.YAMLError, ValueError) as fault:
        raise DataFileFault(f"Tệp {name}: không đọc được ({fault}).") from None


@dataclass
class Entry:
    """One mapping of a data file, read key by key; ``close`` refuses what nobody asked for.

    ``place`` is how faults name it: ``instruments.yaml, mục 3``.
    """

    place: str
    content: Mapping[str, Any]
    asked: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, place: str, content: Any) -> "Entry":
        """Wrap a value that must be a mapping with text keys."""
        if not isinstance(content, dict) or not all(isinstance(key, str) for key in content):
            raise DataFileFault(f"{place}: phải là các dòng “khóa: giá trị”.")
        return cls(place, content)

    def fault(self, sentence: str) -> DataFileFault:
        """Return a fault at this place."""
        return DataFileFault(f"{self.place}: {sentence}")

    def get(self, key: str) -> Any:
        """Return a value of any type, None when absent."""
        self.asked.add(key)
        return self.content.get(key)

    def text(self, key: str, default: str | None = None) -> str:
        """Return a text; without a default it is required and may not be empty."""
        value = self.get(key)
        if value is None and default is not None:
            return default
        if not isinstance(value, str) or (default is None and not value.strip()):
            raise self.fault(
                f"“{key}” phải là chữ" + ("" if value else " và không được bỏ trống") + "."
            )
        return value.strip()

    def choice(self, key: str, allowed: tuple[str, ...], default: str | None = None) -> str:
        """Return one of the allowed words."""
        value = self.text(key, default)
        if value not in allowed:
            raise self.fault(f"“{key}: {value}” không có; chọn một trong: {', '.join(allowed)}.")
        return value

    def day(self, key: str, *, required: bool = False) -> date | None:
        """Return an ISO day, None when absent and not required."""
        value = self.get(key)
        if value is None and not required:
            return None
        if type(value) is not date:
            raise self.fault(f"“{key}” phải là ngày dạng năm-tháng-ngày, ví dụ 2025-07-01.")
        return value

    def first_day(self, key: str) -> date:
        """Return an ISO day that must be there."""
        value = self.day(key, required=True)
        assert value is not None  # noqa: S101 - required above
        return value

    def integer(self, key: str, default: int, most: int) -> int:
        """Return a whole number from 0 to ``most``."""
        value = self.get(key)
        if value is None:
            return default
        if type(value) is not int or not 0 <= value <= most:
            raise self.fault(f"“{key}” phải là số nguyên từ 0 đến {most}.")
        return value

    def flag(self, key: str, default: bool) -> bool:  # noqa: FBT001 - reads as key and value
        """Return true or false."""
        value = self.get(key)
        if value is None:
            return default
        if type(value) is not bool:
            raise self.fault(f"“{key}” phải là true hoặc false.")
        return value

    def mapping(self, key: str, *, required: bool = False) -> dict[str, Any]:
        """Return a mapping with text keys, empty when absent."""
        value = self.get(key)
        if value is None and not required:
            return {}
        return dict(Entry.of(f"{self.place}, {key}", value).content)

    def rows(self, key: str) -> list[Any]:
        """Return a list, empty when absent."""
        value = self.get(key)
        if value is None:
            return []
        if not isinstance(value, list):
            raise self.fault(f"“{key}” phải là danh sách.")
        return value

    def texts(self, key: str) -> list[str]:
        """Return a list of texts, empty when absent."""
        values = self.rows(key)
        if not all(isinstance(value, str) for value in values):
            raise self.fault(f"“{key}” phải là danh sách chữ.")
        return values

    def span(self) -> tuple[date, date | None]:
        """Return ``valid_from`` and ``valid_to`` (first day no longer in force), in order."""
        start, end = self.first_day("valid_from"), self.day("valid_to")
        if end is not None and end <= start:
            raise self.fault("“valid_to” phải sau “valid_from”.")
        return start, end

    def close(self) -> None:
        """Refuse keys nobody asked for: a misspelt key would otherwise be silently ignored."""
        unknown = sorted(set(self.content) - self.asked)
        if unknown:
            raise self.fault(f"khóa lạ “{unknown[0]}”; xóa hoặc sửa lại tên khóa.")


def digest_of(content: Any) -> str:
    """Return the SHA-256 of parsed content, whatever its layout in the file.

    Raises TypeError for values that JSON cannot hold, other than days (written as ISO).
    """
    text = dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_iso)
    return sha256(text.encode()).hexdigest()


def _iso(value: Any) -> str:
    if type(value) is date:
        return value.isoformat()
    raise TypeError(f"not storable: {type(value).__name__}")
