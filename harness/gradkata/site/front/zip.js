// Zip files: written without compression, read with or without.

const FILE = 0x04034b50;
const ENTRY = 0x02014b50;
const END = 0x06054b50;
const UTF8 = 0x0800;
const MOST_BYTES = 20_000_000; // of one file unpacked: more is no solution

const TABLE = Array.from({ length: 256 }, (_, start) => {
  let value = start;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

function checksum(bytes) {
  let value = ~0;
  for (const byte of bytes) value = TABLE[(value ^ byte) & 255] ^ (value >>> 8);
  return ~value >>> 0;
}

function header(sizes) {
  const view = new DataView(new ArrayBuffer(sizes.reduce((sum, [size]) => sum + size, 0)));
  let at = 0;
  for (const [size, value] of sizes) {
    if (size === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += size;
  }
  return new Uint8Array(view.buffer);
}

// What DOS calls a date and a time.
function stamp(when) {
  const date = ((when.getFullYear() - 1980) << 9) | ((when.getMonth() + 1) << 5) | when.getDate();
  return [(when.getHours() << 11) | (when.getMinutes() << 5) | (when.getSeconds() >> 1), date];
}

export function zipped(files, when = new Date()) {
  const [parts, entries] = [[], []];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const [bytes, title] = [new TextEncoder().encode(text), new TextEncoder().encode(name)];
    const [time, date] = stamp(when);
    const common = [[2, 20], [2, UTF8], [2, 0], [2, time], [2, date], [4, checksum(bytes)], [4, bytes.length],
      [4, bytes.length], [2, title.length], [2, 0]];
    const start = header([[4, FILE], ...common]);
    entries.push(header([[4, ENTRY], [2, 20], ...common, [2, 0], [2, 0], [2, 0], [4, 0], [4, offset]]), title);
    parts.push(start, title, bytes);
    offset += start.length + title.length + bytes.length;
  }
  const size = entries.reduce((sum, part) => sum + part.length, 0);
  const count = entries.length / 2;
  const end = header([[4, END], [2, 0], [2, 0], [2, count], [2, count], [4, size], [4, offset], [2, 0]]);
  return new Blob([...parts, ...entries, end], { type: "application/zip" });
}

async function inflated(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  const [found, reader] = [[], stream.getReader()];
  for (let size = 0, step = await reader.read(); !step.done; step = await reader.read()) {
    size += step.value.length;
    if (size > MOST_BYTES) throw new RangeError("too large");
    found.push(step.value);
  }
  return new Uint8Array(await new Blob(found).arrayBuffer());
}

// The files in a zip file, as {name: text}; throws where it is none.
export async function unzipped(buffer) {
  const view = new DataView(buffer);
  let end = buffer.byteLength - 22;
  while (end >= 0 && view.getUint32(end, true) !== END) end -= 1;
  if (end < 0) throw new RangeError("no zip file");
  const found = {};
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
    if (view.getUint32(at, true) !== ENTRY) throw new RangeError("a damaged zip file");
    const [method, packed] = [view.getUint16(at + 10, true), view.getUint32(at + 20, true)];
    const [title, extra, comment] = [28, 30, 32].map((place) => view.getUint16(at + place, true));
    const local = view.getUint32(at + 42, true);
    const name = new TextDecoder().decode(new Uint8Array(buffer, at + 46, title));
    const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    const bytes = new Uint8Array(buffer, start, packed);
    if (!name.endsWith("/")) found[name] = new TextDecoder().decode(method === 8 ? await inflated(bytes) : bytes);
    at += 46 + title + extra + comment;
  }
  return found;
}
