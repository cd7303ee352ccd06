"""Where an instruction stands and what may be done with it next. Nothing here knows of the database."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class State(StrEnum):
    """Where an instruction stands."""

    ISSUED = "issued"
    ACCEPTED = "accepted"
    UNDER_WAY = "under_way"
    REPORT_SUBMITTED = "report_submitted"
    EXTENDED = "extended"
    DONE = "done"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"


class Move(StrEnum):
    """What is done with an instruction."""

    ACCEPT = "accept"
    BEGIN = "begin"
    SUBMIT_REPORT = "submit_report"
    ACCEPT_REPORT = "accept_report"
    RETURN_REPORT = "return_report"
    EXTEND = "extend"
    LAPSE = "lapse"
    WITHDRAW = "withdraw"
    CLOSE = "close"


class Party(StrEnum):
    """Who may do it: who must act, who told it, who controls it, or the clock."""

    RESPONSIBLE = "responsible"
    ISSUER = "issuer"
    CONTROL = "control"
    CLOCK = "clock"


class WrongMove(Exception):
    """``move`` cannot be done in ``state``."""

    def __init__(self, state: State, move: Move) -> None:
        super().__init__(f"{move} in {state}")
        self.state, self.move = state, move


FINISHED = frozenset({State.DONE, State.WITHDRAWN})
"""Nothing is done with it any more."""
AT_WORK = frozenset({State.ACCEPTED, State.UNDER_WAY, State.EXTENDED, State.LAPSED})
"""Somebody took it on, and owes a report."""
RUNNING = frozenset({State.ISSUED, *AT_WORK}) - {State.LAPSED}
"""Its term runs: a report that waits to be looked at stops the clock."""

PARTY: Mapping[Move, Party] = {
    Move.ACCEPT: Party.RESPONSIBLE,
    Move.BEGIN: Party.RESPONSIBLE,
    Move.SUBMIT_REPORT: Party.RESPONSIBLE,
    Move.ACCEPT_REPORT: Party.CONTROL,
    Move.RETURN_REPORT: Party.CONTROL,
    Move.EXTEND: Party.ISSUER,
    Move.LAPSE: Party.CLOCK,
    Move.WITHDRAW: Party.ISSUER,
    Move.CLOSE: Party.CONTROL,
}
"""Whose move it is: an extension is given by the issuer alone."""

MOVES: Mapping[Move, Mapping[State, State]] = {
    Move.ACCEPT: {State.ISSUED: State.ACCEPTED},
    Move.BEGIN: dict.fromkeys((State.ACCEPTED, State.EXTENDED), State.UNDER_WAY),
    Move.SUBMIT_REPORT: dict.fromkeys(AT_WORK, State.REPORT_SUBMITTED),
    Move.ACCEPT_REPORT: {State.REPORT_SUBMITTED: State.DONE},
    Move.RETURN_REPORT: {State.REPORT_SUBMITTED: State.UNDER_WAY},
    Move.EXTEND: dict.fromkeys({State.ISSUED, *AT_WORK}, State.EXTENDED),
    Move.LAPSE: dict.fromkeys(RUNNING, State.LAPSED),
    Move.WITHDRAW: dict.fromkeys(set(State) - FINISHED, State.WITHDRAWN),
    Move.CLOSE: dict.fromkeys({State.REPORT_SUBMITTED, *AT_WORK}, State.DONE),
}
"""Move → state before → state after. What lapsed is still owed: it can be reported on, and extended."""


def after(state: State, move: Move, *, recurs: bool = False, is_last: bool = False) -> State:
    """The state after ``move``; WrongMove where it cannot be done.

    A report on a standing task that falls due again (``recurs``) leads back to work when it is accepted, the
    last one (``is_last``) apart. Only a standing task is closed without a report.
    """
    allowed = MOVES[move]
    if state not in allowed or (move == Move.CLOSE and not recurs):
        raise WrongMove(state, move)
    if move == Move.ACCEPT_REPORT and recurs and not is_last:
        return State.UNDER_WAY
    return allowed[state]


def possible(state: State, *, recurs: bool = False) -> frozenset[Move]:
    """The moves that can be done in ``state``, whoever may do them."""
    return frozenset(
        move for move, allowed in MOVES.items() if state in allowed and (move != Move.CLOSE or recurs)
    )
