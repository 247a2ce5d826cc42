"""Cases: the page of one filing, shared by everybody who is signed in and may see it."""
