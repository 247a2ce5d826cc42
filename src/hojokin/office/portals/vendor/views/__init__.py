"""Pages of the vendor's portal."""
