"""Writes: one file a thing that can happen."""
