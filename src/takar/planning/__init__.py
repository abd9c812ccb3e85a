"""The plan: calendar, rooms, assessors, tools, batches, days, seats, duties [rencana, gelombang, jadwal].

Proposes with a solver, shows bound and gap, explains what is impossible, and lets people change and lock everything. Never
tells anybody a date before a person has adopted the plan.
"""
