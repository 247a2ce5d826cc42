"""Records (台帳): the one application that owns tables."""
