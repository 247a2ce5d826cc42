"""Pages of the applicant's portal."""
