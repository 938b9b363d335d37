"""Refusals that cross from services to pages: out of scope, or not allowed with a reason."""


class Refused(Exception):  # noqa: N818 - a refusal, not a fault
    """The act is not allowed; ``str()`` is the reason shown to the person (403)."""


class OutOfScope(Exception):  # noqa: N818 - a refusal, not a fault
    """The row does not exist for this actor (404): existence itself is not told."""
