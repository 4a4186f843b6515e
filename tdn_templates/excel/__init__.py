"""Writing forms and reading what comes back."""
