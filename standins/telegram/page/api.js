// Everything the page asks of the server, and the live stream it listens to.

export async function get(path) {
  const answer = await fetch(path);
  return read(answer);
}

export async function post(path, body) {
  const answer = await fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  return read(answer);
}

async function read(answer) {
  const body = await answer.json();
  if (!answer.ok) throw new Error(body.error ?? `the server said ${answer.status}`);
  return body;
}

const KINDS = ["hello", "message", "edit", "delete", "action", "chat", "profile", "call", "confirmed", "reload"];

// Calls `hear(kind, body)` for every change; the browser reconnects by itself.
export function listen(hear, lost) {
  const source = new EventSource("/sim/events");
  for (const kind of KINDS) {
    source.addEventListener(kind, (event) => hear(kind, JSON.parse(event.data)));
  }
  source.onerror = lost;
}
