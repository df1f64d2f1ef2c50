// What this page asks of `kata workshop`: what changes something.

export class RefusedError extends Error {
  constructor(words, status) {
    super(words);
    this.status = status;
  }
}

// The answer, as data; a refusal in the server's own words is thrown, with status 0 if nobody answers.
export async function post(what, data) {
  let response;
  try {
    response = await fetch(what, {
      method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(data), cache: "no-store",
    });
  } catch {
    throw new RefusedError("", 0);
  }
  const answer = await response.json().catch(() => ({}));
  if (response.ok) return answer;
  throw new RefusedError(answer.words ?? `${response.status} ${response.statusText}`, response.status);
}
