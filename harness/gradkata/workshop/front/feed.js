// The stream of boards. The browser itself takes a lost connection up again; where it gives up, we ask why.

const AGAIN_MS = 3000;
const CLOSED_MS = 10_000; // whoever opens the new address in another tab, opens it for this one too

export class Feed {
  #onBoard;
  #onState;
  #source = null;
  #timer = 0;

  // States: "live", "lost" (it is tried again), "closed" (another address is in force).
  constructor(onBoard, onState) {
    this.#onBoard = onBoard;
    this.#onState = onState;
    this.#open();
  }

  #open() {
    const source = new EventSource("events");
    source.addEventListener("open", () => this.#onState("live"));
    source.addEventListener("message", (event) => this.#onBoard(JSON.parse(event.data)));
    source.addEventListener("error", () => {
      if (source.readyState === EventSource.CLOSED) this.#ask();
      else this.#onState("lost");
    });
    this.#source = source;
  }

  async #ask() {
    const status = await fetch(".", { cache: "no-store" }).then((response) => response.status, () => 0);
    const isClosed = status === 403;
    this.#onState(isClosed ? "closed" : "lost");
    this.#later(isClosed ? CLOSED_MS : AGAIN_MS);
  }

  #later(milliseconds) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#open(), milliseconds);
  }

  // Another address was made here, and the stream of the old one ends.
  again() {
    this.#source.close();
    this.#later(0);
  }

  // Something that was asked was refused: another address is in force.
  refused() {
    this.#source.close();
    this.#onState("closed");
    this.#later(CLOSED_MS);
  }
}
