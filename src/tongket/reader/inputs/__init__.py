"""Files into text: Word, PDF, HTML, plain text."""
