"""Long work on families, done by the worker."""

from procrastinate import Blueprint

tasks = Blueprint()
