"""What all portals share: the frame of a page, its style, words and figures."""
