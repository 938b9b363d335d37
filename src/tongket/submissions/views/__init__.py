"""Pages of rounds and returns: each builds one frozen value and makes at most one service call."""
