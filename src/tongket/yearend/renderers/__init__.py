"""Renderers of the review: Word, PDF and page, side by side from one content model."""
