"""Rules on what files may hold, each shown with good and bad lines so that the rule tests itself."""

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Rule:
    name: str
    pattern: str
    globs: tuple[str, ...]
    good: tuple[str, ...]
    bad: tuple[str, ...]


RULES = [
    Rule(
        "no registry host",
        r"(py" + r"pi\.org|pythonhosted\.org|regis" + r"try\.npmjs|deb\.debian\.org|files\.python)",
        ("**/*",),
        ("uv pip compile --no-emit-index-url",),
        ("--index-url https://py" + "pi.org/simple",),
    ),
    Rule(
        "no path of a machine",
        r"(/ro" + r"ot/|/work" + r"/(main|shared)|/ho" + r"me/[a-z]+/)",
        (
            "src/**/*",
            "docs/**/*",
            "tests/**/*",
            "scripts/*",
            "benchmarks/*",
            "*.md",
            "run",
            ".ci/run",
        ),
        ("../shared/corpus",),
        ("open('/work" + "/main/x')",),
    ),
    Rule(
        "no inline style or script in templates",
        r"(\sstyle=|\son[a-z]+=\"|<script(?![^>]*\ssrc=)|\|safe\b|javascript:)",
        ("src/**/*.html",),
        ('<script src="x.js" defer></script>',),
        (
            '<p style="color:red">',
            "<script>alert(1)</script>",
            "{{ text|safe }}",
            '<a onclick="x()">',
        ),
    ),
    Rule(
        "nothing from elsewhere at run time",
        r"(?:src|href)=\"(?:https?:)?//",
        ("src/**/*.html",),
        ('<a href="{% url "home" %}">',),
        ('<script src="//cdn.example/x.js">',),
    ),
    Rule(
        "no native date input (it shows mm/dd under Vietnamese)",
        r"type=\"(date|datetime-local|month)\"",
        ("src/**/*.html",),
        ('<input type="text" inputmode="numeric">',),
        ('<input type="date">',),
    ),
    Rule(
        "named placeholders in translated text",
        r"\b(?:gettext|_|ngettext)\(\s*f[\"']",
        ("src/**/*.py",),
        ('_("Còn %(days)s ngày") % {"days": 3}',),
        ('_(f"Còn {days} ngày")',),
    ),
]


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    names = [name for name in listed.stdout.split("\0") if name]
    paths = [ROOT / name for name in names] or [
        p for p in ROOT.rglob("*") if ".venv" not in p.parts
    ]
    return [
        path
        for path in paths
        if path.is_file() and path.suffix not in {".gz", ".woff2", ".png", ".mo", ".ttf"}
    ]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_rule_tells_good_from_bad(rule: Rule) -> None:
    assert not any(re.search(rule.pattern, line) for line in rule.good)
    assert all(re.search(rule.pattern, line) for line in rule.bad)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_rule_is_kept(rule: Rule) -> None:
    wanted = {path for pattern in rule.globs for path in ROOT.glob(pattern)}
    found = []
    for path in tracked():
        if path not in wanted or path == Path(__file__).resolve():
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        for number, line in enumerate(text.splitlines(), 1):
            if re.search(rule.pattern, line):
                found.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()[:120]}")
    assert found == []
