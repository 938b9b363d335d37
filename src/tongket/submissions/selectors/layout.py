"""What a form asks of one unit: its sections and lines, and which of them the unit enters."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from tongket.indicators.domain import CheckFinding, FormView, LineView
from tongket.indicators.models import FormVersion
from tongket.indicators.selectors import form_on
from tongket.org.models import UnitVersion
from tongket.rollup.selectors.measures import measures_that_add_up
from tongket.submissions.models import Submission


@dataclass(frozen=True)
class Line:
    """A line as this unit sees it. ``own``: the unit enters it; else it is a sum from below."""

    measure_id: int
    key: str
    number: str
    label: str
    hint: str
    unit_of_measure: str
    decimals: int
    required: bool
    own: bool
    part: bool
    """A breakdown of the line above it."""

    @property
    def title(self) -> str:
        """Number and label, as an error names the line."""
        return f"{self.number} “{self.label}”".strip()


@dataclass(frozen=True)
class Section:
    """A part of the form: one screen on a phone."""

    order: int
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Layout:
    """The form for one unit. ``additive``: measures that add up over units."""

    form: FormView
    sections: tuple[Section, ...]
    additive: frozenset[int]

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """All lines in the order of the form."""
        return tuple(line for section in self.sections for line in section.lines)

    @cached_property
    def own(self) -> Mapping[int, Line]:
        """Measure id -> line, for the lines the unit enters."""
        return {line.measure_id: line for line in self.lines if line.own}

    def measures_of(self, finding: CheckFinding) -> tuple[int, ...]:
        """Return the measure ids a check's finding concerns, the one to mend first."""
        known = self.form.by_key
        return tuple(known[key].measure_id for key in finding.measures if key in known)

    @cached_property
    def by_measure(self) -> Mapping[int, Line]:
        """Measure id -> line."""
        return {line.measure_id: line for line in self.lines}


def form_of_version(version: FormVersion) -> FormView:
    """Return a form version as a value. The caller should have its template selected."""
    return form_on(version.template.code, version.valid_from)


def layout_of(submission: Submission) -> Layout:
    """Return the form as the return's unit sees it. A fixed few queries."""
    return layout_for(submission.round.form, kind_on_due_day(submission), leaf=submission.leaf)


def layout_for(version: FormVersion, kind: str, *, leaf: bool) -> Layout:
    """Return the form as a unit of ``kind`` sees it; lines nobody of its kind has are left out."""
    form = form_of_version(version)
    additive = frozenset(form.by_measure.keys() & set(measures_that_add_up(version.valid_from)))
    sections = []
    for order, section in enumerate(form.sections, start=1):
        lines = [
            _line(line, own=line.filled_by(kind, leaf=leaf))
            for line in section.lines
            if line.filled_by(kind, leaf=leaf) or (not leaf and line.measure_id in additive)
        ]
        if lines:
            sections.append(Section(order, section.title, tuple(lines)))
    return Layout(form, tuple(sections), additive)


def additive_measures(version: FormVersion) -> frozenset[int]:
    """Return the ids of the form's measures that add up over units. A few queries."""
    asked = {line.measure_id for line in form_of_version(version).lines}
    return frozenset(asked.intersection(measures_that_add_up(version.valid_from)))


def kind_on_due_day(submission: Submission) -> str:
    """Return the kind the unit had on the return's due day, or last had before."""
    versions = UnitVersion.objects.filter(
        unit=submission.unit_id, valid_from__lte=submission.due_on
    ).order_by("-valid_from")
    return versions.values_list("kind", flat=True).first() or ""


def _line(view: LineView, *, own: bool) -> Line:
    return Line(
        measure_id=view.measure_id,
        key=view.key,
        number=view.number,
        label=view.label,
        hint=view.hint,
        unit_of_measure=view.unit_of_measure,
        decimals=view.decimals,
        required=view.required,
        own=own,
        part=view.parent_id is not None,
    )
