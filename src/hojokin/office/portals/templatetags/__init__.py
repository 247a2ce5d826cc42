"""Template filters of the portals."""
