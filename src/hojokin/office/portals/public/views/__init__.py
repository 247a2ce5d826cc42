"""Pages of the public portal, one module each."""
