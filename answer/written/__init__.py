"""Answers written by a language model: what it is given, and the checks every sentence of it must pass."""
