"""Runs the prepared site until the input ends; prints a line of JSON when it answers.

Its folder and its database are those of ESEP_SITE_FOLDER and DATABASE_URL.
"""

import os

import django

if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "esep_site.settings"
    django.setup()
    from prepared_site import main

    main()
