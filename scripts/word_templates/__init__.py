"""The Word templates of templates/, built from what the decree asks: pieces of OOXML, pages, styles, and each kind."""
