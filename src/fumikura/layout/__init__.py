"""Text to blocks: lines to whole sentences, tables, captions and notes."""
