"""Verifies deliveries of webhooks, told as JSON on the standard input: `v1` by the official library of
Standard Webhooks, `v1a` by libsodium's Ed25519 (PyNaCl). A delivery whose body was changed has to be
refused."""

import base64
import json
import sys

from nacl.exceptions import BadSignatureError
from nacl.signing import VerifyKey
from standardwebhooks.webhooks import Webhook, WebhookVerificationError


def by_secret(delivery, body):
    try:
        Webhook(delivery["secret"]).verify(body, delivery["headers"])
        return True
    except WebhookVerificationError:
        return False


def by_key(delivery, body):
    headers = delivery["headers"]
    key = VerifyKey(base64.b64decode(delivery["public_key"].removeprefix("whpk_")))
    content = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.{body}".encode()
    for one in headers["webhook-signature"].split(" "):
        version, signature = one.split(",", 1)
        if version != "v1a":
            continue
        try:
            key.verify(content, base64.b64decode(signature))
            return True
        except BadSignatureError:
            pass
    return False


deliveries = json.load(sys.stdin)
for delivery in deliveries:
    for check in (by_secret, by_key):
        body = delivery["body"]
        if not check(delivery, body) or check(delivery, body + " "):
            sys.exit(f"{check.__name__} does not verify {delivery['headers']['webhook-id']}")
print(f"{len(deliveries)} verified")
