"""The queue of long work: tasks of every app, done by ``esep site worker``."""

from __future__ import annotations

from procrastinate import App


def ready(app: App) -> None:
    """Let the queue know the tasks of the apps; called when Django is ready."""
    from esep_site.delivery.tasks import tasks as of_delivery
    from esep_site.families.tasks import tasks
    from esep_site.instructions.tasks import tasks as of_instructions

    app.add_tasks_from(tasks, namespace="families")
    app.add_tasks_from(of_instructions, namespace="instructions")
    app.add_tasks_from(of_delivery, namespace="delivery")
