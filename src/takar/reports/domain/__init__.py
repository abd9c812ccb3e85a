"""Pure parts of the papers: numbers in words, the log's root in words, calendars, who is where."""
