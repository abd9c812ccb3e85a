"""Assessment results and certificates of civil servants, and who is due when [sertifikat, kewajiban].

Keeps certificates of every organiser (own, LAN, BKN, other accredited ones) and computes on read who is due, who is
exempt until when, and why. Never stores "due" or "expired": those depend on the day one asks.
"""
