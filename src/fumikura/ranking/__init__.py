"""The order of the hits: BM25F, the features of the second stage, and how a plan is evaluated."""
