"""Reports people wrote: read, proofread, their figures matched with those on record."""
