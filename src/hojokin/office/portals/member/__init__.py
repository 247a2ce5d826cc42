"""Member's portal: a consortium member's own part, and nothing of anybody else's."""
