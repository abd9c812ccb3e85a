"""The sitting: states, timing, saves, submission, and the journal that keeps them [pelaksanaan ujian].

Never scores.
"""
