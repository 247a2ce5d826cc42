"""Virus scan (ウイルス検査): ClamAV, or a local look for test strings and active content."""
