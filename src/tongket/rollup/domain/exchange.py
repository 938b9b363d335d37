"""Figures and lineage as plain values for JSON: keys in English, days in ISO form, numbers exact."""

from decimal import Decimal
from typing import Any

from tongket.figures.domain import ObservationView
from tongket.rollup.domain.figures import FigureView, Input, TraceNode

Plain = dict[str, Any]


def number(value: Decimal | None) -> int | float | None:
    """Return a value as a JSON number: whole numbers without a point."""
    if value is None:
        return None
    whole = int(value)
    return whole if whole == value else float(value)


def figure_as_plain(view: FigureView) -> Plain:
    """Return a figure as ``tongket figure --json`` prints it.

    ``structure`` is the day whose tree was used; ``records`` is null unless the value was counted.
    """
    told = view.completeness
    return {
        "id": view.id,
        "indicator": view.measure.code,
        "cell": view.measure.cell,
        "name": view.measure.name,
        "unit": view.unit.code,
        "unit_name": view.unit.name,
        "period": view.period_code,
        "structure": view.structure.isoformat(),
        "value": number(view.value),
        "bound": view.bound,
        "basis": view.basis,
        "unit_of_measure": view.measure.unit_of_measure,
        "rounding": view.measure.rounding_words,
        "reported": told.reported,
        "expected": told.expected,
        "missing": [unit.code for unit in told.missing],
        "exact": number(view.exact_part),
        "apportioned": number(view.apportioned),
        "inputs": [_input(item) for item in view.inputs],
        "records": view.records,
        "evidence": None if view.own is None else evidence_as_plain(view.own),
        "notes": list(view.notes),
    }


def _input(item: Input) -> Plain:
    plain: Plain = {
        "id": item.id,
        "unit": item.unit.code,
        "unit_name": item.unit.name,
        "value": number(item.value),
        "bound": item.bound,
        "basis": item.basis,
        "role": item.role,
        "apportioned": number(item.apportioned),
    }
    return plain | {"label": item.label} if item.label else plain


def evidence_as_plain(seen: ObservationView) -> Plain:
    """Return what an observation rests on: what, where, its hash, who, when."""
    evidence = seen.evidence
    return {
        "kind": evidence.kind,
        "key": evidence.key,
        "label": evidence.label,
        "address": evidence.address,
        "digest": evidence.digest,
        "author": evidence.author_label,
        "recorded_at": seen.recorded_at.isoformat(),
    }


def trace_as_plain(node: TraceNode) -> Plain:
    """Return a lineage as ``tongket trace --json`` prints it: nested ``inputs``."""
    plain: Plain = {
        "id": node.key.id,
        "indicator": node.measure_code,
        "unit": node.unit.code,
        "unit_name": node.unit.name,
        "value": number(node.value),
        "bound": node.bound,
        "basis": node.basis,
        "role": node.role,
        "apportioned": number(node.apportioned),
        "share": number(node.share),
        "evidence": None if node.observation is None else evidence_as_plain(node.observation),
        "inputs": [trace_as_plain(part) for part in node.inputs],
    }
    return plain
