"""What is done with a reading: forms and pages to show it, links to indicators, folders, corrections."""
