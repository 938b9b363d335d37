"""Units in time: several trees that remember every shape they had.

Nouns: ``Unit`` (a lasting identity with a code), ``UnitVersion`` (its name and kind, dated),
``UnitEdge`` (its parent, dated: the truth of the tree), ``Ancestry`` (dated closure, derived),
``Reorganisation`` with ``Succession`` (who became whom, with which share), ``Counterpart``.
Nothing is deleted, codes are never reused, overlaps are refused by the database itself.
"""
