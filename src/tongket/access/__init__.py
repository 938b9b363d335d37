"""May this actor do this here, and why not.

Nouns: ``Action`` (what may be done), ``Grant`` (an action at units, with the appointment it comes
from), ``Actor`` (a person's grants on one day, a frozen value), ``Decision`` (allowed, or refused
with a reason that the person reads). ``page`` marks every address with its action; ``fetch`` is the
only way a view reads one row. This room knows no other room's models.
"""
