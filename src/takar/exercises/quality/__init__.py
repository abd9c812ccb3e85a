"""Quality of raters: figures for learning, shown to the rater first, never an automatic correction."""
