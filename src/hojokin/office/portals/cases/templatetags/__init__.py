"""Tags of the filing page."""
