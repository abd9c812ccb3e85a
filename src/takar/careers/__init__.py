"""What is on record about a career [riwayat]: performance predicates, awards, team tasks, feedback, education, posts held,
discipline, and the competency profile that counts. Dated facts with their source; never a judgement of its own.
"""
