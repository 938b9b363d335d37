"""Base layout, components, styles: how everything looks. Knows no other room but ``core``."""
