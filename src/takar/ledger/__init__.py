"""The tamper-evident log, receipts and their verifier [jejak bukti, tanda terima].

Knows no person and no score, only leaves.
"""
