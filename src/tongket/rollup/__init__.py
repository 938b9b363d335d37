"""Adding up the tree: totals, completeness, restatement in another day's structure.

Live: no nightly table. ``StoredTotal`` and ``Expectation`` are renewed inside the act's own
transaction, and a check proves them equal to a recount. Missing units are listed, never silently
zero. In another structure predecessors' values follow their successions; what a split apportions is
kept apart from what is exact, and sums are conserved.
"""
