"""Pages of reviews: reading and taking away; writing, choosing, sealing."""
