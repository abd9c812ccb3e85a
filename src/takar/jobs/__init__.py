"""Long work done by the worker, with progress and cancel [pekerjaan latar]. Never decides anything."""
