"""Import of lists of facts for contexts above: upload, preview of every row, confirmation, refused rows back as Excel."""
