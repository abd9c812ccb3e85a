"""The many-facet Rasch model: persons, raters and items on one logit scale (Linacre 1989).

    log( P(category k) / P(category k - 1) ) = ability - severity - difficulty - step k

Estimated by conditional maximum likelihood: each person's total is given, so the abilities drop out of the likelihood. Severities
are consistent however few ratings a person has, nothing is assumed about how abilities are spread, and persons with the lowest or
highest possible total need no special treatment, because they say nothing about raters.
"""
