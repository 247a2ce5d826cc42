"""Hojokin: run a Japanese subsidy programme (補助金), its rules as code and the portals on top."""

__version__ = "0.1.0"
