"""The researcher's tools: words in context, counted, compared and dated, with numbers that can be printed in a paper.

Pure functions over plain values; `search.Index` puts them together with an index, `cli` prints them.
"""
