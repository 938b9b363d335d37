"""Periods beside the report's own: what a stated one and what a relative one stands for."""

from tongket.reader.grammar.period_roles import Setting
from tongket.reader.grammar.period_values import following, last_year, shifted, so_far


def stated(setting: Setting, value: str, own: str | None) -> str | None:
    """Return the period a stated one stands for beside the report's own."""
    if own is None or "/" in own:
        return value
    year = last_year(own)
    if setting.relation == "day":
        return value if last_year(value) < year - 1 else None
    if setting.season and not setting.apart:
        return own
    if setting.since and len(value) == 4:
        return f"{value}/{year}" if int(value) < year else own
    return value


def relative(setting: Setting, own: str) -> str | None:
    """Return what a time stands for beside the report's own period."""
    if setting.relation == "previous":
        return shifted(own, -1)
    if setting.relation == "next":
        return str(int(own[:4]) + 1)
    if setting.relation == "next_part":
        return following(own)
    if setting.relation == "so_far":
        return so_far(own)
    if setting.relation != "own":
        return None
    return own if setting.part.isdecimal() or not setting.part else f"{own[:4]}-{setting.part}"
