"""The fault that a command answers in one line."""


class InputFault(Exception):  # noqa: N818 - said to a person
    """The input is at fault; the message is the one line that the person reads (exit 1)."""
