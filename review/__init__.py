"""Assignments of many plans side by side: rows, filters, checks, loads and grids; `notes` is its edge."""
