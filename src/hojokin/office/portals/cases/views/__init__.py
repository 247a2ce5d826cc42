"""Views of the filing page: each reads, acts and answers."""
