"""Pure numerics of testing. Empty until adaptive testing arrives."""
