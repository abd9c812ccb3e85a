"""The days themselves: check-in, absence, incidents, repair, completeness [presensi, insiden].

Every entry is added, never overwritten; who is out [gugur] is proposed by rule and confirmed by a person. Never sees an
answer or a score.
"""
