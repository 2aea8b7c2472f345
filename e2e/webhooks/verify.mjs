// Verifies deliveries of webhooks, told as JSON on the standard input: `v1` by the official library of
// Standard Webhooks, `v1a` by Node's own Ed25519. A delivery whose body was changed has to be refused.

import { createPublicKey, verify } from "node:crypto";
import { readFileSync } from "node:fs";
import { Webhook } from "standardwebhooks";

/** What stands before a raw Ed25519 key in its SubjectPublicKeyInfo (RFC 8410). */
const SPKI = Buffer.from("302a300506032b6570032100", "hex");

const deliveries = JSON.parse(readFileSync(0, "utf8"));

function bySecret({ headers, secret }, body) {
  try {
    new Webhook(secret).verify(body, headers);
    return true;
  } catch {
    return false;
  }
}

function byKey({ headers, public_key: text }, body) {
  const raw = Buffer.from(text.slice("whpk_".length), "base64");
  const key = createPublicKey({ key: Buffer.concat([SPKI, raw]), format: "der", type: "spki" });
  const content = `${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`;
  const signatures = headers["webhook-signature"].split(" ").filter((one) => one.startsWith("v1a,"));
  return signatures.some((one) =>
    verify(null, Buffer.from(content), key, Buffer.from(one.slice("v1a,".length), "base64")),
  );
}

for (const delivery of deliveries) {
  for (const check of [bySecret, byKey]) {
    if (!check(delivery, delivery.body) || check(delivery, `${delivery.body} `)) {
      throw new Error(`${check.name} does not verify ${delivery.headers["webhook-id"]}`);
    }
  }
}
console.log(`${deliveries.length} verified`);
