"""What would be if: a draft law over the people there are, and what the coming years cost."""
