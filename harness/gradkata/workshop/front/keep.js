// Small settings of this browser: language, size, order. Without storage they last as long as the page.

const PREFIX = "gradkata:board:";
const memory = new Map();

export function kept(key) {
  try {
    return localStorage.getItem(PREFIX + key) ?? memory.get(key) ?? null;
  } catch {
    return memory.get(key) ?? null;
  }
}

export function keep(key, value) {
  memory.set(key, String(value));
  try {
    localStorage.setItem(PREFIX + key, String(value));
  } catch {
    // It is in memory.
  }
}
