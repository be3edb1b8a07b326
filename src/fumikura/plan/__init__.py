"""The tree of a query becomes a plan: what is to be found, and nothing of how."""
