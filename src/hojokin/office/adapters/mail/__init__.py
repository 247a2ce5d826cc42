"""Mail (メール): SMTP, or a local inbox."""
