"""Paper from the record: cards, room lists, seat maps, sheets, minutes, letters, calendars. Never sees an answer or a score."""
