"""Plots (図): drawn on the server as SVG from values; each with a text alternative and its figures as a table."""
