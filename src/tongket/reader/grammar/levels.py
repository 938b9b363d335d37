"""Pass of the grammar: levels."""

from tongket.reader.draft import Draft, Quantity
from tongket.reader.facts import Figure, Percent


def find(draft: Draft) -> None:
    """Make facts of the quantities of a draft."""
    for quantity in draft.quantities:
        if not quantity.used:
            draft.add(_fact(draft, quantity))


def _fact(draft: Draft, quantity: Quantity) -> Figure | Percent:
    tokens = draft.tokens
    start, end = tokens.starts[quantity.first], tokens.ends[quantity.after - 1]
    made = Figure if quantity.form == "number" else Percent
    return made(
        start=start,
        end=end,
        value=quantity.value,
        value_max=quantity.value_max,
        qualifier=quantity.qualifier,
        unit=quantity.unit,
    )
