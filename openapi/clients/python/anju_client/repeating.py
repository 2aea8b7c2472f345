"""What is sent again by itself: the platform was busy (429, 503), still at work on the first try (409),
or nothing came back. Under the same `Idempotency-Key` it is done once."""

import asyncio
import random
import ssl
import time

import httpx

# How often a request is sent at the most, in all.
TRIES = 5
# A platform that wants more patience than this gets none: its answer is given to the caller.
_LONGEST_WAIT_SECONDS = 60.0


class Repeating(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """Sends each request until there is an answer that stays; for threads, or for tasks."""

    def __init__(
        self, tries: int, *, verify: ssl.SSLContext | bool, proxy: str | None
    ) -> None:
        self._tries = tries
        self._thread = httpx.HTTPTransport(verify=verify, proxy=proxy)
        self._task = httpx.AsyncHTTPTransport(verify=verify, proxy=proxy)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        for tried in range(1, self._tries):
            try:
                answer = self._thread.handle_request(request)
                # What is cut off on its way counts as no answer, too.
                answer.read()
                wait = _wait_after(answer, tried)
            except httpx.TransportError as lost:
                wait = _wait_after_loss(request, lost, tried)
            else:
                if wait is None:
                    return answer
            time.sleep(wait)
        return self._thread.handle_request(request)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        for tried in range(1, self._tries):
            try:
                answer = await self._task.handle_async_request(request)
                await answer.aread()
                wait = _wait_after(answer, tried)
            except httpx.TransportError as lost:
                wait = _wait_after_loss(request, lost, tried)
            else:
                if wait is None:
                    return answer
            await asyncio.sleep(wait)
        return await self._task.handle_async_request(request)

    def close(self) -> None:
        self._thread.close()

    async def aclose(self) -> None:
        await self._task.aclose()


def _wait_after(answer: httpx.Response, tried: int) -> float | None:
    """How long to wait before the same is tried again; nothing where the answer stays."""
    busy = answer.status_code in (429, 503)
    if not busy and not (answer.status_code == 409 and _is_in_flight(answer)):
        return None
    try:
        wait = float(int(answer.headers.get("retry-after", "")))
    except ValueError:
        wait = _back_off(tried)
    return wait if wait <= _LONGEST_WAIT_SECONDS else None


def _wait_after_loss(request: httpx.Request, lost: httpx.TransportError, tried: int) -> float:
    """The same; raised where nobody knows whether the request may be done twice."""
    if request.method == "POST" and "idempotency-key" not in request.headers:
        raise lost
    return _back_off(tried)


def _is_in_flight(answer: httpx.Response) -> bool:
    return b"/idempotency-key-in-flight" in answer.content


def _back_off(tried: int) -> float:
    """Half a second, then twice as long each time, so that many programs do not come back together."""
    return 0.25 * 2.0**tried * random.uniform(0.5, 1)
