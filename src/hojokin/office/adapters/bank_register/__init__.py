"""Bank register (金融機関と支店): the published codes."""
