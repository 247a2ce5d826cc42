"""Applicant's portal: where each case stands, what comes next, and what is owed."""
