"""Edges: one module a file format, each with `read(path) -> Reading`."""
