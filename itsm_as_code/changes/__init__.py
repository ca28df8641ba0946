"""Two landscapes become a plan: what changed, what it reaches."""
