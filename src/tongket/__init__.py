"""Tổng Kết: a year of an organisation's work, turned into a review whose every figure opens.

The rooms and their order are in ``docs/rooms``; start reading at ``docs/tour.md``.
"""

__version__ = "0.1.0"
