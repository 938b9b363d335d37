"""Collect the interface's sentences and compile their English, without the gettext tools.

Vietnamese is written in the source and is therefore right without any catalogue; this script keeps
``locale/en`` in step. New sentences are added without a translation (they show in Vietnamese until
somebody writes one), sentences no longer used are dropped, translations are kept.

    python scripts/make_messages.py            update django.po and compile django.mo
    python scripts/make_messages.py --check    change nothing; fail when anything is out of date
    python scripts/make_messages.py --missing  list what has no English yet
"""

import argparse
import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import django
import polib
from django.conf import settings
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).resolve().parent.parent / "src/tongket"
CATALOGUE = PACKAGE / "locale/en/LC_MESSAGES/django.po"
CALLS = {
    "_": 1,
    "marked": 1,
    "said": 1,
    "gettext": 1,
    "gettext_lazy": 1,
    "gettext_noop": 1,
    "ngettext": 2,
    "ngettext_lazy": 2,
}
"""Functions that mark a sentence -> how many of their arguments are sentences.

``marked`` and ``said`` (``tongket.core.words``) are for rooms without Django.
"""
TEXT = r"""(u?'(?:[^'\\]|\\.)*'|u?"(?:[^"\\]|\\.)*")"""
IN_TEMPLATE = re.compile(rf"(?:\b_|\bgettext|\bngettext)\({TEXT}(?:,\s*{TEXT})?")
Sentence = tuple[str, str]
"""A sentence and its plural; the plural is empty where there is one form only."""
HEADER = {
    "Project-Id-Version": "Tong Ket",
    "Language": "en",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=utf-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}


def main() -> int:
    """Run one of the three modes; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    mode = parser.add_mutually_exclusive_group()
    mode.add_argument("--check", action="store_true", help="fail when anything is out of date")
    mode.add_argument("--missing", action="store_true", help="list what has no English yet")
    arguments = parser.parse_args()
    settings.configure(USE_I18N=True)
    django.setup()
    catalogue = updated()
    if arguments.missing:
        for entry in catalogue.untranslated_entries():
            print(f"{entry.occurrences[0][0]}: {entry.msgid}")
        return 0
    if arguments.check:
        if up_to_date(catalogue):
            return 0
        print("The English catalogue is out of date: run python scripts/make_messages.py")
        return 1
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    CATALOGUE.write_text(text_of(catalogue), encoding="utf-8")
    catalogue.save_as_mofile(str(CATALOGUE.with_suffix(".mo")))
    missing = len(catalogue.untranslated_entries())
    print(f"{len(catalogue)} sentences, {missing} without English")
    return 0


def up_to_date(catalogue: polib.POFile) -> bool:
    """Whether both files say what ``catalogue`` says: the text people edit and its compiled form."""
    compiled = CATALOGUE.with_suffix(".mo")
    return (
        CATALOGUE.exists()
        and compiled.exists()
        and CATALOGUE.read_text(encoding="utf-8") == text_of(catalogue)
        and compiled.read_bytes() == catalogue.to_binary()
    )


def updated() -> polib.POFile:
    """Return the catalogue of today's sentences with the translations known so far."""
    known = {}
    if CATALOGUE.exists():
        known = {(old.msgid, old.msgid_plural): old for old in polib.pofile(str(CATALOGUE))}
    places: dict[Sentence, set[str]] = {}
    for place, sentence in sentences():
        places.setdefault(sentence, set()).add(place)
    catalogue = polib.POFile(wrapwidth=100)
    catalogue.metadata = HEADER
    for sentence, where in sorted(places.items(), key=lambda item: (min(item[1]), item[0])):
        entry = new_entry(sentence, where)
        if sentence in known:
            entry.msgstr = known[sentence].msgstr
            entry.msgstr_plural = known[sentence].msgstr_plural
        catalogue.append(entry)
    return catalogue


def new_entry(sentence: Sentence, where: set[str]) -> polib.POEntry:
    """Return an entry without a translation."""
    message, plural = sentence
    return polib.POEntry(
        msgid=message,
        msgid_plural=plural,
        msgstr_plural={0: "", 1: ""} if plural else {},
        occurrences=[(place, "") for place in sorted(where)],
        flags=["python-format"] if re.search(r"%\(\w+\)[sd]", message) else [],
    )


def text_of(catalogue: polib.POFile) -> str:
    """Write the catalogue out, ending with one line end."""
    return str(catalogue).rstrip("\n") + "\n"


def sentences() -> Iterator[tuple[str, Sentence]]:
    """Find every sentence with the file it stands in, relative to the package."""
    for path in sorted(PACKAGE.rglob("*")):
        place = path.relative_to(PACKAGE).as_posix()
        if path.suffix == ".py" and "migrations" not in path.parts:
            for sentence in in_python(path.read_text(encoding="utf-8")):
                yield place, sentence
        elif path.suffix in {".html", ".txt"} and "templates" in path.parts:
            for sentence in in_template(path.read_text(encoding="utf-8"), place):
                yield place, sentence


def in_python(source: str) -> Iterator[Sentence]:
    """Find the constant arguments of gettext calls, under whatever name they were imported."""
    nodes = list(ast.walk(ast.parse(source)))
    names = CALLS | imported_names(nodes)
    for node in nodes:
        if not isinstance(node, ast.Call):
            continue
        wanted = names.get(called(node.func), 0)
        texts = [
            argument.value
            for argument in node.args[:wanted]
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
        ]
        if wanted and len(texts) == wanted:
            yield texts[0], texts[1] if wanted > 1 else ""


def imported_names(nodes: list[ast.AST]) -> dict[str, int]:
    """Return the names a file gave to gettext functions: ``gettext_lazy as lazy``."""
    return {
        alias.asname: CALLS[alias.name]
        for node in nodes
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
        if alias.asname and alias.name in CALLS
    }


def called(function: ast.expr) -> str:
    """Return the last name of what is called: ``gettext`` in ``translation.gettext(…)``."""
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def in_template(source: str, place: str) -> Iterator[Sentence]:
    """Find translate tags, blocktranslate blocks and ``_("…")`` arguments."""
    for match in IN_TEMPLATE.finditer(templatize(source, origin=place)):
        plural = ast.literal_eval(match[2]) if match[2] else ""
        yield ast.literal_eval(match[1]), plural


if __name__ == "__main__":
    sys.exit(main())
