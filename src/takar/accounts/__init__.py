"""Who may act and who acted: users, roles, the trail of changes [akun, peran, jejak perubahan].

Separation of duties is decided here and nowhere else.
"""
