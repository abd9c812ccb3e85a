"""The panel's decision [pleno pansel]: quorum, votes, dissent, minutes, hand-over, the authority's choice, release, objections.

Every departure from the computed ranking carries its reason. Never changes a score.
"""
