"""The audit of people's judgement: everything behind every rating, compared. Changes nothing."""
