"""Pages of the room: the tree, a unit, reorganisations, what the sources disagree about."""
