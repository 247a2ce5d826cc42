"""Secretariat's desk (事務局の机): the queue, the review of one filing, and the keeping of people, news, vendors and records."""
