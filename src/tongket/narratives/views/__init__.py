"""Pages of narrative reports: reading, acting, matching, taking away."""
