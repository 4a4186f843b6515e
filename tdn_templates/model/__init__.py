"""The nouns of the package: frozen values, standard library only."""
