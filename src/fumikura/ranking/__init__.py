"""How passages are ordered: what a query says of it, and the evidence in a passage."""
