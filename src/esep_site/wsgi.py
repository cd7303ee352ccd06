"""What the production server runs."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

from esep_site.selfcheck.warming import warm_today

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "esep_site.settings")
application = get_wsgi_application()

warm_today()
