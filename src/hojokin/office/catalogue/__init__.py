"""Catalogue (カタログ): tools and vendors as plain values, where they come from and how they are written."""
