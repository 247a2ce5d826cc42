"""Rules that several tracks share: size, earlier grants, wages, productivity, bonus, papers, money back."""
