"""A document as plain data and back: what was sealed is printed again exactly as it was."""

import hashlib
import json
from dataclasses import fields, is_dataclass
from datetime import datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from tongket.yearend import document as content_model
from tongket.yearend.document import ReviewDocument

_KIND = "kind_of"


def freeze(document: ReviewDocument) -> dict[str, Any]:
    """Return a document as plain data that JSON can hold; ``thaw`` gives it back unchanged."""
    frozen = _frozen(document)
    assert isinstance(frozen, dict)  # noqa: S101 - a document is a dataclass
    return frozen


def thaw(frozen: dict[str, Any]) -> ReviewDocument:
    """Return the document that ``freeze`` wrote."""
    document = _thawed(frozen)
    if not isinstance(document, ReviewDocument):
        raise TypeError("not a frozen document")
    return document


def digest(content: object) -> str:
    """Return the SHA-256 of plain data in one canonical writing."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _frozen(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        inside = {field.name: _frozen(getattr(value, field.name)) for field in fields(value)}
        return {_KIND: type(value).__name__, **inside}
    if isinstance(value, Enum):
        return {_KIND: type(value).__name__, "value": value.value}
    if isinstance(value, tuple):
        return [_frozen(item) for item in value]
    if isinstance(value, Decimal):
        return {_KIND: "Decimal", "value": str(value)}
    if isinstance(value, datetime):
        return {_KIND: "datetime", "value": value.isoformat()}
    return value


def _thawed(value: object) -> object:
    if isinstance(value, list):
        return tuple(_thawed(item) for item in value)
    if not isinstance(value, dict):
        return value
    kind = value[_KIND]
    if kind == "Decimal":
        return Decimal(value["value"])
    if kind == "datetime":
        return datetime.fromisoformat(value["value"])
    made = getattr(content_model, kind)
    if issubclass(made, Enum):
        return made(value["value"])
    return made(**{name: _thawed(inside) for name, inside in value.items() if name != _KIND})
