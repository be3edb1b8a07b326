"""An index on disk: generations, the pointer to the current one, locks, checksums."""
