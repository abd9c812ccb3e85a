"""The only place that knows all: settings, wiring, base templates, processes and the command line."""
