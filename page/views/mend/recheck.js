// When the rows are checked again: at once for what is done, a moment later while somebody types, one
// check at a time, and never with an answer to an older question.

/** @typedef {import('./state.js').Mending} Mending */
/** @typedef {import('./state.js').SheetFinding} SheetFinding */

/** How long somebody has to pause while typing. */
const PAUSE = 150;
/** How long a check of all rows may take to be done each time. */
const QUICK = 100;

export class Recheck {
  /** @type {Set<number>} */ #touched = new Set();
  #asked = 0;
  #busy = false;
  /** Whether checking everything is quick enough here. */ #all = true;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #timer;

  /**
   * @param {Mending} mending
   * @param {(labels: string[], rows: string[][]) => Promise<SheetFinding[][]>} check
   * @param {{onAnswer: (rows: number[]) => void, onTrouble: (error: unknown) => void, onBusy?: (busy: boolean) => void, now?: () => number}} more
   */
  constructor(mending, check, { onAnswer, onTrouble, onBusy = () => {}, now = () => performance.now() }) {
    this.mending = mending;
    this.check = check;
    this.onAnswer = onAnswer;
    this.onTrouble = onTrouble;
    this.onBusy = onBusy;
    this.now = now;
  }

  /**
   * Rows have changed, or are being changed.
   * @param {Iterable<number>} rows @param {{typing?: boolean}} [how]
   */
  ask(rows, { typing = false } = {}) {
    for (const row of rows) this.#touched.add(row);
    this.#asked += 1;
    clearTimeout(this.#timer);
    if (typing) this.#timer = setTimeout(() => this.#run(), PAUSE);
    else this.#run();
  }

  /** Forgets what was asked. */
  stop() {
    clearTimeout(this.#timer);
    this.#touched.clear();
    this.#asked += 1;
  }

  async #run() {
    if (this.#busy || this.#touched.size === 0) return; // Whoever is busy looks again when that is done.
    const { mending } = this;
    const asked = this.#asked;
    const touched = [...this.#touched];
    const all = this.#all;
    const rows = all ? mending.cells.map((_, index) => index) : mending.toRecheck(touched);
    if (rows.length === 0) return this.#touched.clear();
    this.#busy = true;
    this.onBusy(true);
    const began = this.now();
    try {
      const answers = await this.check(mending.labels, rows.map((index) => mending.toCheck(index)));
      if (all && this.now() - began > QUICK) this.#all = false;
      if (asked === this.#asked) {
        this.#touched.clear();
        this.onAnswer(mending.take(rows, answers));
      }
    } catch (error) {
      // The same question would go wrong again; the next change asks another.
      if (asked === this.#asked) this.#touched.clear();
      this.onTrouble(error);
    }
    this.#busy = false;
    this.onBusy(false);
    // What was asked meanwhile.
    if (asked !== this.#asked) {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#run(), 0);
    }
  }
}
