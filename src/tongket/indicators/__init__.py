"""What is measured: indicators and forms, as dated versions.

Nouns: ``Indicator`` (a lasting code), ``IndicatorVersion`` (its definition, with required
additivity over units and over time, and rounding), ``Measure`` (an indicator and one breakdown
cell: what a number stands for), ``FormTemplate``/``FormVersion`` with sections, lines and checks.
Ratios hold numerator and denominator and are recomputed, never added or averaged.
"""
