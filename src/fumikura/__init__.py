"""Full-text search for Japanese documents: nothing missed in silence, every hit citable."""
