"""The text layer of a PDF: its lines, columns, paragraphs and tables as a person sees them."""
