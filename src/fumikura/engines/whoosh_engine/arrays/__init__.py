"""The same search over arrays of numpy: for many passages, or many searches. What it finds, `matches` says as well.

numpy is imported here alone, and this only where it is used: its import takes longer than a search of few passages.
"""
