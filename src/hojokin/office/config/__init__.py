"""How the site is put together: settings, addresses, start-up."""
