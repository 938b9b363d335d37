"""The passes of the grammar. Each module has ``find(draft)``; see ``reading.PASSES``."""
