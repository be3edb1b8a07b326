"""Files to text: which files, in which encoding, in which format."""
