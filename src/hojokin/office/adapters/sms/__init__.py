"""SMS (ショートメッセージ): an HTTPS gateway, or a local inbox."""
