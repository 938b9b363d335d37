"""Narrative reports in Vietnamese, read: facts out of text, and what does not agree in it.

Pure Python, no Django; usable alone: ``docs/rooms/reader.md`` shows how.
"""
