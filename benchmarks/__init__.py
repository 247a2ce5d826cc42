"""Benchmarks: what is measured against which peer; every one prints a ratio, none asserts a time."""
