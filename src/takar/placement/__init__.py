"""Who fits where [penempatan]: matching in both directions, rotation, regional assignment, fairness, the decision file.

Every rank states how sure it is. Recommends only: people decide, with a recorded reason, and nobody is ever removed by it.
"""
