"""Pages of the member's portal."""
