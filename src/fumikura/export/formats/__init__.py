"""The export formats, a module each. A module with `FORMAT` is one, of its own name: see `fumikura.export.registry`."""
