"""Individual and group reports as PDF and Excel [laporan]."""
