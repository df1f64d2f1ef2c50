// What a learner has done so far, as `kata` keeps it in work/progress.json.

const SCHEMA = "gradkata-progress/1";
const KEY = "progress";

export class Progress {
  #store;

  constructor(store) {
    this.#store = store;
  }

  all() {
    const katas = this.#store.get(KEY)?.katas;
    return katas && typeof katas === "object" ? katas : {};
  }

  of(kata) {
    return { best: 0, hints: 0, ...this.all()[kata] };
  }

  isPassed(kata) {
    return Boolean(this.of(kata).passed);
  }

  change(kata, entries) {
    this.#write({ ...this.all(), [kata]: { ...this.all()[kata], ...entries } });
  }

  // Add a check.
  after(kata, result) {
    const [before, checked] = [this.of(kata), new Date().toISOString()];
    this.change(kata, {
      status: result.status, score: result.score, max_score: result.max_score,
      best: Math.max(before.best, result.score), mistakes: result.misconceptions.map((each) => each.id), checked,
      ...(before.passed || result.status === "passed" ? { passed: before.passed || checked } : {}),
    });
  }

  // The kata after one: the next that is not passed, or the first that was left out.
  following(kata, katas) {
    const at = katas.findIndex((each) => each.id === kata);
    return [...katas.slice(at + 1), ...katas.slice(0, at)].find((each) => !this.isPassed(each.id));
  }

  exported() {
    return `${JSON.stringify({ schema: SCHEMA, katas: this.all() }, null, 1)}\n`;
  }

  // Take in what was done elsewhere: of each kata, the better of both.
  import(text) {
    const found = JSON.parse(text);
    if (found?.schema !== SCHEMA || typeof found.katas !== "object") throw new RangeError(SCHEMA);
    const merged = { ...this.all() };
    for (const [kata, there] of Object.entries(found.katas)) {
      if (typeof there !== "object" || there === null) continue;
      const here = this.of(kata);
      const newest = (there.checked ?? "") > (here.checked ?? "") ? { ...here, ...there } : { ...there, ...here };
      const passed = [here.passed, there.passed].filter(Boolean).sort()[0];
      merged[kata] = {
        ...newest, best: Math.max(here.best, Number(there.best) || 0),
        hints: Math.max(here.hints, Number(there.hints) || 0), ...(passed ? { passed } : {}),
      };
    }
    this.#write(merged);
  }

  #write(katas) {
    this.#store.set(KEY, { schema: SCHEMA, katas });
  }
}
