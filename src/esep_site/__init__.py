"""The site: Esep in a browser, for staff and for the public. A thin layer of Django over the library."""
