"""Lists of facts as data: a kind says which columns there are, and one engine reads, previews and records them all."""
