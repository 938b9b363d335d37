"""Files and functions stay small enough to read; exceptions are listed with their reason."""

import ast
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "src" / "tongket"
FILE_LINES = 400
MODEL_LINES = 500
FUNCTION_LINES = 40
TEMPLATE_LINES = 150

LONG_FILES: dict[str, str] = {}
LONG_FUNCTIONS: dict[str, str] = {}


def python_files() -> Iterator[Path]:
    for path in sorted(SOURCE.rglob("*.py")):
        if "migrations" not in path.parts:
            yield path


def functions(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body
            first = body[0]
            documented = (
                isinstance(first, ast.Expr)
                and isinstance(first.value, ast.Constant)
                and isinstance(first.value.value, str)
            )
            docstring = (first.end_lineno or 0) - first.lineno + 1 if documented else 0
            yield node.name, (node.end_lineno or 0) - node.lineno + 1 - docstring


def test_files_are_short() -> None:
    long = {}
    for path in python_files():
        limit = MODEL_LINES if path.name == "models.py" else FILE_LINES
        lines = len(path.read_text(encoding="utf-8").splitlines())
        name = path.relative_to(SOURCE).as_posix()
        if lines > limit and name not in LONG_FILES:
            long[name] = lines
    assert long == {}


def test_functions_are_short() -> None:
    long = {}
    for path in python_files():
        for function, lines in functions(path):
            name = f"{path.relative_to(SOURCE).as_posix()}:{function}"
            if lines > FUNCTION_LINES and name not in LONG_FUNCTIONS:
                long[name] = lines
    assert long == {}


def test_templates_are_short() -> None:
    long = {
        path.relative_to(SOURCE).as_posix(): count
        for path in sorted(SOURCE.rglob("*.html"))
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > TEMPLATE_LINES
    }
    assert long == {}


def test_listed_exceptions_are_still_needed() -> None:
    names = {path.relative_to(SOURCE).as_posix() for path in python_files()}
    assert set(LONG_FILES) <= names
    assert {entry.split(":")[0] for entry in LONG_FUNCTIONS} <= names
