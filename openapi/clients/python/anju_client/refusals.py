"""What the platform refuses, as exceptions."""

from typing import TypeVar

from .models import Problem, TokenError
from .types import Response

T = TypeVar("T")


class Refused(Exception):
    """A request that was refused (RFC 9457)."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(f"{problem.title}: {problem.detail} ({problem.request_id})")
        self.problem = problem

    @property
    def kind(self) -> str:
        """What is the same in every language: `certificate-held`, the last part of the problem's `type`."""
        return self.problem.type_.rsplit("/", 1)[-1]


class TokenRefused(Exception):
    """No token: the program, or what it proved itself with, is not known (RFC 6749, section 5.2)."""

    def __init__(self, status: int, answer: TokenError | None) -> None:
        said = f"{answer.error.value}: {answer.error_description}" if answer else None
        super().__init__(said or f"The token endpoint answered {status}.")
        self.status = status
        self.answer = answer


def accepted(answer: Response[T | Problem] | T | Problem | None) -> T:
    """The answer of a call; what was refused is raised as `Refused`."""
    said = answer.parsed if isinstance(answer, Response) else answer
    if isinstance(said, Problem):
        raise Refused(said)
    if said is None:
        raise ValueError("The answer is none that the description knows.")
    return said
