"""An index on disk: generations, the pointer to the one that counts, locks, checksums."""
