"""The text of every prompt, one file each, and the loader that checks them at start."""
