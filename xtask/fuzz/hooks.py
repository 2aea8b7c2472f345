"""Who calls while the API is fuzzed, and which operations are that caller's.

`ANJU_FUZZ_ROLE` says who: `anonymous` tries everything and has nothing to show; `applicant`, `officer` and
`client` try what is theirs. `ANJU_FUZZ_API` and `ANJU_FUZZ_CITY` are where the api and the synthetic city answer,
`ANJU_FUZZ_CLIENT` is the id and the secret of a registered client.
"""

import os
import re

import requests
import schemathesis

ROLE = os.environ["ANJU_FUZZ_ROLE"]
API = os.environ["ANJU_FUZZ_API"]
CITY = os.environ["ANJU_FUZZ_CITY"]
SCHEMES = {"applicant": "session", "officer": "officer", "client": "client"}
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
    """Signs in at the city's identity platform, as a browser does, and gives the cookies."""
    browser = requests.Session()
    browser.headers["Sec-Fetch-Site"] = "same-origin"
    people = browser.get(f"{CITY}/control/people").json()
    shown = browser.get(f"{API}{page}").text
    fields = {"request": field("request", shown), "user_name": name, "password": people["password"]}
    shown = browser.post(f"{CITY}/sign-in", data=fields).text
    if code := re.search(r'data-code="(\d+)"', shown):
        fields = {"request": field("request", shown), "code": code.group(1)}
        browser.post(f"{CITY}/second-factor", data=fields)
    if page == "/auth/sign-in":
        members = [one for house in people["households"] for one in house["members"]]
        document = next(one["document"] for one in members if one.get("sign_in") == name)
        browser.put(f"{API}/api/v1/account/document", json={"document": document})
    return {cookie.name: cookie.value for cookie in browser.cookies if cookie.name.startswith("anju")}


def field(name, page):
    """What a hidden field of a page says."""
    return re.search(rf'name="{name}" value="([^"]+)"', page).group(1)


def officer_of(case):
    """Who may call an operation of officers."""
    noun = case.operation.path.removeprefix("/api/v1/officer/").split("/")[0]
    return OFFICERS.get(noun, REVIEWER)


def caller_of(case, context):
    """Whose credentials a request has."""
    return officer_of(case) if ROLE == "officer" else ROLE


if ROLE in SCHEMES:

    @schemathesis.auth(refresh_interval=300, cache_by_key=caller_of)
    class Caller:
        """Gives each request of the caller what opens the door."""

        def get(self, case, context):
            if ROLE == "client":
                client = tuple(os.environ["ANJU_FUZZ_CLIENT"].split(":"))
                told = requests.post(f"{API}/oauth/token", data={"grant_type": "client_credentials"}, auth=client)
                return {}, {"Authorization": f"Bearer {told.json()['access_token']}"}
            person = officer_of(case) if ROLE == "officer" else APPLICANT
            cookies = sign_in(person)
            if ROLE == "officer":
                # Who has bound a document; that session is of no use here.
                cookies = {"anju-officer": sign_in(person, "/auth/officer")["anju-officer"]}
            return cookies, {"Sec-Fetch-Site": "same-origin"}

        def set(self, case, data, context):
            cookies, headers = data
            case.cookies = {**(case.cookies or {}), **cookies}
            case.headers = {**(case.headers or {}), **headers}
