"""Work that takes longer than a page may: queued, leased to a worker, shown with progress [pekerjaan].

Never decides anything: it runs what a context has registered as a handler.
"""
