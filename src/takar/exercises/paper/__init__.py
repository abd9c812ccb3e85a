"""Rating on paper when everything fails: a form per sheet, typed in afterwards by two people who do not see each other's."""
