"""Builds a believable city out of public divisions and invented people."""
