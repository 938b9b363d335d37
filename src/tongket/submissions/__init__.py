"""A unit's return for a form and a period: states, approval, versions, rounds.

Nouns: ``Round`` (a form to be reported for a period, with its due days), ``Submission`` (one unit's
return in a round), ``DraftValue`` (saved as one types), ``SubmissionVersion`` (what was sent up:
immutable, hashed), ``CellReturn`` (why a cell came back), ``Amendment`` (a late correction, with its
effect above shown before it is confirmed). Observations are written when the level above accepts.
"""
