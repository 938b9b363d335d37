"""The examples in the docstrings of core are true, and core stays free of Django."""

import ast
import doctest
import importlib
from pathlib import Path

import pytest

PURE = ["text", "numbers", "number_words", "dates", "ranges", "rounding"]


@pytest.mark.parametrize("name", PURE)
def test_examples_are_true(name: str) -> None:
    outcome = doctest.testmod(importlib.import_module(f"tongket.core.{name}"))
    assert outcome.attempted > 3
    assert outcome.failed == 0


@pytest.mark.parametrize("name", PURE)
def test_no_django(name: str) -> None:
    source = importlib.import_module(f"tongket.core.{name}").__file__
    assert source is not None
    imported = set()
    for node in ast.walk(ast.parse(Path(source).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            imported |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            imported.add((node.module or "").partition(".")[0])
    assert imported
    assert "django" not in imported
