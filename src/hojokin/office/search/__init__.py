"""Search (検索): the catalogue's index, exact to the character, and how an answer is ranked and counted."""
