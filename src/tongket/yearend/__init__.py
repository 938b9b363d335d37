"""The year-end review: outline, highlights, text, Word and PDF, sealing.

Nouns: ``Review`` (a unit's review of a year), ``ReviewText`` (a paragraph people wrote, with
figure marks in it), ``Highlight`` (an outstanding result, suggested with its reason, chosen by a
person). ``document`` is the one content model; renderers stand beside it; nothing is converted from
another output. Outlines are data (``yearend/data``).
"""
