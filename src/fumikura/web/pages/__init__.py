"""The pages, a module each, with its addresses in `PAGES`."""
