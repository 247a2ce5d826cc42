"""Views of signing in, one module a subject."""
