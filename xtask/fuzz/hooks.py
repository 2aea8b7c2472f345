"""Who calls while the API is fuzzed, and which operations are that caller's.

`ANJU_FUZZ_ROLE` says who: `anonymous` tries everything and has nothing to show; `applicant`, `officer`, `client`
and `seller`, who acts for that client, try what is theirs. `ANJU_FUZZ_API` and `ANJU_FUZZ_CITY` are where the api
and the synthetic city answer, `ANJU_FUZZ_CLIENT` is the id and the secret of the registered client.
"""

import itertools
import os
import re

import requests
import schemathesis

ROLE = os.environ["ANJU_FUZZ_ROLE"]
API = os.environ["ANJU_FUZZ_API"]
CITY = os.environ["ANJU_FUZZ_CITY"]
SCHEMES = {"applicant": "session", "officer": "officer", "client": "client", "seller": "seller"}
# Who may do what of officers; what is not named is for those who decide cases.
OFFICERS = {
    "clients": "luomin",
    "officers": "luomin",
    "administration": "luomin",
    "audit-report": "zhuangyi",
    "audited-cases": "zhuangyi",
    "looks": "zhuangyi",
    "statistics": "lantian",
    "policy-previews": "lantian",
}
REVIEWER = "suwen"
APPLICANT = "wangqiang"
SELLER = "anran"
# Who can be told of certificates that there are.
OF_THIRD_PARTIES = ["client", "seller"]
KEY = re.compile("[!-~]{1,64}")
calls = itertools.count()


@schemathesis.hook
def before_load_schema(context, raw_schema):
    """Leaves the paths that are this caller's."""
    scheme = SCHEMES.get(ROLE)
    if scheme is None:
        return

    def is_theirs(operation):
        return any(scheme in way for way in operation.get("security", []))

    paths = raw_schema["paths"]
    for path in list(paths):
        if not any(is_theirs(operation) for operation in paths[path].values()):
            del paths[path]


def sign_in(name, page="/auth/sign-in"):
    """Signs in at the city's identity platform, as a browser does."""
    browser = requests.Session()
    browser.headers["Sec-Fetch-Site"] = "same-origin"
    people = browser.get(f"{CITY}/control/people").json()
    shown = browser.get(f"{API}{page}").text
    fields = {"request": field("request", shown), "user_name": name, "password": people["password"]}
    shown = browser.post(f"{CITY}/sign-in", data=fields).text
    if code := re.search(r'data-code="(\d+)"', shown):
        fields = {"request": field("request", shown), "code": code.group(1)}
        browser.post(f"{CITY}/second-factor", data=fields)
    return browser


def cookies_of(browser):
    """What the api knows a browser by."""
    return {cookie.name: cookie.value for cookie in browser.cookies if cookie.name.startswith("anju")}


def field(name, page):
    """What a hidden field of a page says."""
    return re.search(rf'name="{name}" value="([^"]+)"', page).group(1)


def bound(name):
    """Somebody who is signed in and has bound the own document."""
    browser = sign_in(name)
    for house in browser.get(f"{CITY}/control/people").json()["households"]:
        for person in house["members"]:
            if person.get("sign_in") == name:
                browser.put(f"{API}/api/v1/account/document", json={"document": person["document"]})
    return browser


def a_pass():
    """Lets somebody come who applies for a home and passes; gives the numbers of certificate and document."""
    told = requests.post(f"{CITY}/control/outcomes/passes-home/application").json()
    return told["certificate_number"], told["document_number"]


def officer_of(case):
    """Who may call an operation of officers."""
    noun = case.operation.path.removeprefix("/api/v1/officer/").split("/")[0]
    return OFFICERS.get(noun, REVIEWER)


def caller_of(case, context):
    """Whose credentials a request has."""
    return officer_of(case) if ROLE == "officer" else ROLE


def session_of(case):
    """A browser in which somebody has signed in who may call."""
    if ROLE == "seller":
        return sign_in(SELLER, "/auth/seller")
    if ROLE == "officer":
        bound(officer_of(case))
        return sign_in(officer_of(case), "/auth/officer")
    return bound(APPLICANT)


if ROLE in SCHEMES:

    @schemathesis.auth(refresh_interval=300, cache_by_key=caller_of)
    class Caller:
        """Gives each request of the caller what opens the door."""

        def get(self, case, context):
            if ROLE == "client":
                client = tuple(os.environ["ANJU_FUZZ_CLIENT"].split(":"))
                told = requests.post(f"{API}/oauth/token", data={"grant_type": "client_credentials"}, auth=client)
                return {}, {"Authorization": f"Bearer {told.json()['access_token']}"}
            browser = session_of(case)
            return cookies_of(browser), {"Sec-Fetch-Site": "same-origin"}

        def set(self, case, data, context):
            cookies, headers = data
            case.cookies = {**(case.cookies or {}), **cookies}
            case.headers = {**(case.headers or {}), **headers}


if ROLE in OF_THIRD_PARTIES:
    passes = [a_pass() for _ in range(4)]


@schemathesis.hook
def before_call(context, case, kwargs):
    """Lets a program get further than to a key that is used already, and to what is nowhere."""
    call = next(calls)
    key = (case.headers or {}).get("Idempotency-Key")
    if key is not None and KEY.fullmatch(key):
        case.headers["Idempotency-Key"] = f"fuzz-{call}"
    is_good = case.meta is None or case.meta.generation.mode.is_positive
    if ROLE in OF_THIRD_PARTIES and is_good and isinstance(case.body, dict):
        case.body = {**case.body, **what_there_is(case.body, call)}


def what_there_is(body, call):
    """Members of a body that lead somewhere: to a certificate, a home, an address where somebody answers."""
    there = {}
    if "certificate_number" in body:
        there["certificate_number"], there["document_number"] = passes[call % len(passes)]
    # Every other home is one that nobody has heard of.
    if "unit" in body and "module" not in body and call % 2 == 0:
        there["unit"] = {"address": "北京市丰台区示例路1号院2号楼301"}
        there["zone"] = "inside_fifth_ring"
        if "certificate_number" in body:
            there["kind"] = "resale"
    if "url" in body:
        there["url"] = f"{CITY}/hooks/{call}"
    return there
