"""A programme of assessment with its phases, nominees and invitations [program, penetapan peserta].

From the due list to confirmed participants: quota, funding, letters, answers, replacements. Never decides dates or seats.
"""
