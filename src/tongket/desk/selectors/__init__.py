"""Reading across the rooms: work waiting, standing of a unit, search, the record."""
