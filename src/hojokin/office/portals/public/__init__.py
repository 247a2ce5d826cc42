"""The public portal (公開ページ): open to everyone, without an account."""
