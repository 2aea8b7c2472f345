// What is sent again by itself: the platform was busy (429, 503), still at work on the first try (409), or
// nothing came back. Under the same `Idempotency-Key` it is done once.
import { NoAnswer, Refused } from './errors.js';

/** How often a request is sent at the most, in all. */
export const TRIES = 5;
/** A platform that wants more patience than this gets none: its answer is given to the caller. */
const LONGEST_WAIT_MS = 60_000;
/** Without an answer for so long there is none. A hold asks registries, which takes seconds. */
const TIMEOUT_MS = 30_000;

/** Sends a request with a token until there is an answer that stays. */
export async function repeating(
  request: Request,
  tries: number,
  send: (request: Request) => Promise<Response>,
): Promise<Response> {
  const repeats = request.method !== 'POST' || request.headers.has('idempotency-key');
  for (let tried = 1; ; tried += 1) {
    const last = tried >= tries;
    try {
      const answer = await send(request.clone());
      const wait = await waitAfter(answer, tried);
      if (last || wait === undefined || wait > LONGEST_WAIT_MS) return answer;
      await pause(wait, request.signal);
    } catch (lost) {
      const again = lost instanceof Refused ? isBusy(lost.problem.status) : repeats && lost instanceof NoAnswer;
      if (last || !again) throw lost;
      await pause(backOff(tried), request.signal);
    }
  }
}

/** How long to wait before the same is tried again; nothing where the answer stays. */
async function waitAfter(answer: Response, tried: number): Promise<number | undefined> {
  const again = isBusy(answer.status) || (answer.status === 409 && (await isInFlight(answer)));
  if (!again) return undefined;
  const seconds = Number.parseInt(answer.headers.get('retry-after') ?? '', 10);
  return Number.isNaN(seconds) ? backOff(tried) : seconds * 1000;
}

async function isInFlight(answer: Response): Promise<boolean> {
  const problem = (await answer.clone().json().catch(() => undefined)) as { type?: string } | undefined;
  return problem?.type?.endsWith('/idempotency-key-in-flight') ?? false;
}

function isBusy(status: number): boolean {
  return status === 429 || status === 503;
}

/** Sends a request once, and gives its answer when all of it is there. */
export async function answered(request: Request): Promise<Response> {
  try {
    const signal = AbortSignal.any([request.signal, AbortSignal.timeout(TIMEOUT_MS)]);
    const answer = await fetch(request, { signal });
    const body = await answer.arrayBuffer();
    return new Response(body.byteLength > 0 ? body : null, answer);
  } catch (cause) {
    if (request.signal.aborted) throw cause;
    throw new NoAnswer({ cause });
  }
}

/** Half a second, then twice as long each time, so that many programs do not come back together. */
function backOff(tried: number): number {
  return 250 * 2 ** tried * (0.5 + Math.random() / 2);
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
  });
}
