// Everything the page asks of the server, and the live stream it listens to.

export async function get(path) {
  return read(await fetch(path));
}

export async function post(path, body) {
  const headers = { "Content-Type": "application/json" };
  return read(await fetch(path, { method: "POST", headers, body: JSON.stringify(body) }));
}

// Fields and a file, as a form sends them.
export async function upload(path, fields) {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) if (value !== null && value !== undefined) body.append(name, value);
  return read(await fetch(path, { method: "POST", body }));
}

async function read(answer) {
  const body = await answer.json().catch(() => ({ error: `the server does not know ${new URL(answer.url).pathname}` }));
  if (!answer.ok) throw new Error(body.error ?? `the server said ${answer.status}`);
  return body;
}

const KINDS = [
  "hello",
  "message",
  "edit",
  "delete",
  "draft",
  "action",
  "chat",
  "profile",
  "call",
  "confirmed",
  "inline",
  "reload",
];

// Calls `hear(kind, body)` for every change; the browser reconnects by itself.
export function listen(hear, lost) {
  const source = new EventSource("/sim/events");
  for (const kind of KINDS) source.addEventListener(kind, (event) => hear(kind, JSON.parse(event.data)));
  source.onerror = lost;
}
