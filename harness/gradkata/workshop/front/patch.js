// Elements that are described anew at each change, and patched in place: focus, scrolling and open details stay.
// What is handed in as a child is set as text, never as markup.

const shown = new WeakMap(); // node → the description that it shows
const keys = new WeakMap();

const isThere = (child) => child != null && child !== false && child !== "";
const flat = (children) => children.flat(Infinity).filter(isThere);

// An element as it ought to be. Properties: `key` tells it from its sisters, `style` holds custom properties, `on…`
// listens, `markup` is markup of our own; all others are attributes.
export const h = (tag, properties = {}, ...children) => ({ tag, properties, children: flat(children) });

// Make the children of an element what is wanted.
export function patch(parent, ...wanted) {
  const focused = parent.contains(document.activeElement) ? document.activeElement : null;
  fill(parent, flat(wanted));
  if (!focused || focused === document.activeElement) return;
  const next = focused.isConnected ? focused : parent.closest("section, dialog")?.querySelector("[tabindex]");
  next?.focus({ preventScroll: true });
}

function fill(parent, wanted) {
  const old = new Map([...parent.childNodes].map((node) => [keys.get(node), node]));
  const nodes = keyed(wanted).map(([key, each]) => {
    const node = old.get(key) ?? made(each, key);
    old.delete(key);
    return node;
  });
  const stay = new Set(nodes);
  for (const node of [...parent.childNodes]) if (!stay.has(node)) node.remove();
  let cursor = parent.firstChild;
  nodes.forEach((node, index) => {
    if (node === cursor) cursor = cursor.nextSibling;
    else place(parent, node, cursor);
    show(node, wanted[index]);
  });
}

// Without a key of its own, an element is known by its tag and how many like it come before it.
function keyed(wanted) {
  const counts = new Map();
  return wanted.map((each) => {
    const tag = each.tag ?? "#text";
    const own = each.properties?.key;
    const count = counts.get(tag) ?? 0;
    if (own == null) counts.set(tag, count + 1);
    return [own == null ? `${tag} ${count}` : `${tag}=${own}`, each];
  });
}

function made(each, key) {
  const node = each.tag ? document.createElement(each.tag) : document.createTextNode("");
  keys.set(node, key);
  return node;
}

// A move that keeps focus and scrolling, where the browser knows one.
function place(parent, node, before) {
  if (node.isConnected && parent.moveBefore) parent.moveBefore(node, before);
  else parent.insertBefore(node, before);
}

function show(node, each) {
  if (!each.tag) {
    if (node.data !== String(each)) node.data = String(each);
    return;
  }
  const before = shown.get(node)?.properties ?? {};
  shown.set(node, each);
  for (const name of new Set([...Object.keys(before), ...Object.keys(each.properties)])) {
    set(node, name, each.properties[name], before[name]);
  }
  if (each.properties.markup === undefined) fill(node, each.children);
}

function set(node, name, value, before) {
  if (name === "key") return;
  if (name === "checked") node.checked = value; // what a click changed counts for nothing until it is so
  else if (name.startsWith("on")) { if (before === undefined) listen(node, name); }
  else if (name === "style") for (const [each, to] of Object.entries(value ?? {})) node.style.setProperty(each, to);
  else if (value === before) return;
  else if (name === "markup") node.replaceChildren(ownMarkup(value ?? ""));
  else if (value == null || value === false) node.removeAttribute(name);
  else node.setAttribute(name, value === true ? "" : value);
}

const listen = (node, name) => node.addEventListener(name.slice(2), (event) => shown.get(node).properties[name]?.(event));

// Markup of the server's own: the QR code, the one place where text becomes elements.
function ownMarkup(text) {
  const holder = document.createElement("template");
  holder.innerHTML = text;
  return holder.content;
}
