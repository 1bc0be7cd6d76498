// Talking to the server: an answer, a refusal in words, or no network.

const PATIENCE = 15_000;

/** POST and say what came of it: { heard }, { refused: {code, sentence} } or { offline: true }. */
export async function post(url, body, headers = {}) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE);
  try {
    const answer = await fetch(url, { method: "POST", body, headers, signal: stop.signal, credentials: "same-origin" });
    if (answer.status >= 500) return { offline: true };
    const said = await answer.json();
    return answer.ok ? { heard: said } : { refused: said };
  } catch {
    return { offline: true };
  } finally {
    clearTimeout(timer);
  }
}
