"""What a form says by itself while somebody types: check cells, a summary line, colours; generated from the rules."""
