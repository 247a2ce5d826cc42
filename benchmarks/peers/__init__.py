"""Peers: the same rules written for another engine, as its own authors would write them."""
