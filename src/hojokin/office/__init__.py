"""The site (事務局と申請者のためのサイト): pages and API on top of the rules."""
