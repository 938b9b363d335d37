"""Facts about indicators: figures, observations, their evidence and lineage.

A *figure* is what is meant: measure (indicator and cell), unit, period (and, when asked, the
structure of another day). An *observation* is what somebody or something says it is. Observations
are immutable; a correction is a new one that supersedes. Zero, not reported (no observation) and
not applicable (an observation without value) are three things. Reconciling is comparing
observations of one figure; lineage is walking inputs; time travel is choosing by moment.
"""
