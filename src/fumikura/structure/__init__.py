"""Blocks to passages: documents, headings, dates, meetings, sides."""
