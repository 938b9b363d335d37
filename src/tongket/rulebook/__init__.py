"""Regulations as dated, versioned, validated data.

Nouns: ``Instrument`` (a regulation, resolution, decision, with its number and issuer),
``RuleVersion`` (one rule in force from a day to a day, resting on an instrument's article, verified
or not). Data picks among named methods; code implements methods; there is no formula language.
Readers call ``selectors.rule(key, on=day)``; a result stores the rule version it used.
"""
