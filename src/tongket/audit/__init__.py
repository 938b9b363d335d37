"""Append-only, hash-chained record of who did what.

One row per act, written in the act's own transaction: no act without its row, no row without its
act. The chain (each row holds the hash of the one before) shows whether a row was removed or
changed; the database refuses updates and deletes. Texts of petitions or other sealed matters never
enter a row.
"""
