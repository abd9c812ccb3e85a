"""Assessments, sessions, rooms, seats and participants [kegiatan, sesi, peserta].

What is measured, why, by which rules, who sits when and where, and what each will be shown. Opening an
assessment commits all of it to the log before anyone sits. Never sees an answer or a score.
"""
