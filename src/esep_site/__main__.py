"""Django's own commands: ``python -m esep_site migrate``."""

import os
import sys

from django.core.management import execute_from_command_line

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "esep_site.settings")
execute_from_command_line(["esep_site", *sys.argv[1:]])
