"""The door for programs: REST on the same questions that the pages ask."""
