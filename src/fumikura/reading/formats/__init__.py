"""The formats of documents, a module each. A module with `FORMAT` is one: see `fumikura.reading.registry`."""
