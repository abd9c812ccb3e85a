"""The sitting as a pure state machine: decide, evolve, replay, chain."""
