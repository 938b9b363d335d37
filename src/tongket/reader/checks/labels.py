"""What the words beside the parts of a total say: one scale, groups that overlap, all of a scale."""

from collections.abc import Iterator

from tongket.reader.checks.cues import Expression, rows
from tongket.reader.checks.page import Page


def dimension(page: Page, labels: list[str]) -> str | None:
    """Return the row of which every part is named after one member, None where there is none."""
    for name, expression in rows("dimensions", marked=page.marked).items():
        for found in _members(expression, labels):
            if len(found) == len(labels) and (name == "badge" or len(set(found)) > 1):
                return name
    return None


def _members(expression: Expression, labels: list[str]) -> Iterator[list[str]]:
    """Yield the member named in each label: anywhere, right behind the numbers, right before them.

    A label holds the words on both sides of its number, so a neighbour's name may stand in it.
    """
    yield [match[0] for each in labels if (match := expression.search(each))]
    behind = [each.partition("#")[2] for each in labels]
    yield [match[0] for each in behind if (match := expression.search(each))]
    before = [each.partition("#")[0] for each in labels]
    yield [found[-1] for each in before if (found := [m[0] for m in expression.finditer(each)])]


def overlapping(page: Page, labels: list[str]) -> bool:
    """Whether the parts may share members: nữ, đoàn viên, dân tộc … beside one another."""
    groups = rows("overlapping", marked=page.marked)["groups"]
    if any(groups.search(each) for each in labels):
        return dimension(page, labels) not in ("sex", "badge", "discipline")
    return False


def complete(page: Page, labels: list[str]) -> bool:
    """Whether the labels name all of a scale: nam and nữ, from xuất sắc to yếu kém."""
    joined = " | ".join(labels)
    return any(
        len({match[0] for match in expression.finditer(joined)}) >= _size(name)
        for name, expression in rows("complete", marked=page.marked).items()
    )


def _size(name: str) -> int:
    return 2 if name == "sex" else 3
