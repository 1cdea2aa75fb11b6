"""The base form: CSRF, typed access to its data, and a place for what the rules refuse."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from flask import request
from flask_wtf import FlaskForm
from wtforms import HiddenField

from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.errors import ConflictError, ManyRulesError, RuleError
from breachdesk.kernel.ids import is_id, new_id
from breachdesk.kernel.text import Text
from breachdesk.kernel.typed import problem_with_prose, shown
from breachdesk.web.context import unit_of_work
from breachdesk.web.language import say

MAX_CHARACTERS = 1_000_000
"""More than any field takes; the rules of each say how much that is."""


class Form(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """A page's form. Field errors are sentences; `problems` are those of no single field."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  # WTForms' signature
        """`obj` and `data` fill a page that is shown; a POST says itself all it wants said.

        What is missing in it is empty, never the stored value, and a file passes for no text.
        """
        if request.method == "POST" and not args and "formdata" not in kwargs:
            kwargs = {**kwargs, "formdata": request.form, "obj": None, "data": None}
        super().__init__(*args, **kwargs)
        self.problems: list[str] = []
        self.conflict: ConflictError | None = None

    @property
    def is_refused(self) -> bool:
        return bool(self.errors or self.problems)

    def accepted(self) -> bool:
        """Whether this is a POST whose shape is right; the rules still have their say."""
        return request.method == "POST" and bool(self.validate())

    def validate(self, **kwargs: Any) -> bool:  # noqa: ANN401  # handed on as they are
        """Characters that no keyboard makes are refused before anything looks at the fields."""
        strange = {
            name: problem
            for name, field in self._fields.items()
            if isinstance(typed := getattr(field, "data", None), str)
            and (problem := problem_with_prose(typed, MAX_CHARACTERS))
        }
        for name, problem in strange.items():
            self._fields[name].data = shown(self._fields[name].data)
            self.refuse(problem, name)
        return not strange and bool(super().validate(**kwargs))

    @contextmanager
    def refusing(self) -> Iterator[None]:
        """Turn a broken rule inside the block into a sentence beside the field it names."""
        try:
            yield
        except ManyRulesError as error:
            for broken in error.broken:
                self.refuse(broken.text, broken.field)
        except RuleError as error:
            self.refuse(error.text, error.field)
        except ConflictError as error:
            self.conflict = error
            self.refuse(error.text)

    def carry_out(self, act: Callable[[UnitOfWork], object]) -> bool:
        """Do it in one transaction; False when a rule or somebody else's change stopped it."""
        with self.refusing(), unit_of_work() as uow:
            act(uow)
        return not self.is_refused

    def refuse(self, text: Text, field: str | None = None) -> None:
        if field in self._fields:
            target = self._fields[field]
            target.errors = [*target.errors, say(text)]
        else:
            self.problems.append(say(text))

    def text(self, name: str) -> str:
        """What was typed, ends trimmed; empty when nothing was."""
        return str(self[name].data or "").strip()

    def moment(self, name: str) -> datetime:
        """The instant of a required InstantField that has been validated."""
        value = self[name].data
        if not isinstance(value, datetime):
            raise TypeError(name)
        return value


class OnceForm(Form):
    """A form that creates something: its hidden id becomes the new object's id.

    Sending the same page twice therefore proposes the same object twice, and the second is
    recognised (ConflictError from UnitOfWork.create) instead of doubled.
    """

    once = HiddenField(default=new_id)

    @property
    def new_id(self) -> str:
        proposed = str(self.once.data)
        return proposed if is_id(proposed) else new_id()
