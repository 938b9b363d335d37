"""Reporting periods and their windows.

A ``Period`` is named ``2024``, ``2024-H1``, ``2024-Q3``, ``2024-9M`` or ``2024-03``. Which days its
figures cover depends on the reporting regime (State reports run from the 15th to the 14th,
statistics by the calendar): the window is a rule of the rulebook, asked for the period, never a
constant. Two figures for "March" can both be right.
"""
