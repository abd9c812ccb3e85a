"""The bank as spreadsheets: the template that is offered, files that come in, refused rows marked."""
