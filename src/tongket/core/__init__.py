"""Values every room shares: Vietnamese text, numbers, days, ranges of days, rounding, the clock.

Nouns: the *sort key* and the *folded* copy of a text, a *number* as people here write it, a
*day*, a half-open *range* of days, a *rounding* rule. Everything here is a pure function or a
frozen value, quick enough for hundreds of thousands of rows.

It never reads a database, a setting or a language; the sentences its errors carry are Vietnamese
and ready to be shown to a person.
"""
