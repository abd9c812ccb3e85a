"""Assessments, sessions, rooms, seats and participants [kegiatan, sesi, peserta]."""
