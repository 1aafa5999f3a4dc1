// Choices that a seed repeats, in a page: for the tests that do anything in any order.

/** What draws whole numbers, each less than the one it is asked for. */
export type Chance = (below: number) => number;

/** From a seed, what draws the same numbers each time. */
function chances(seed: number): Chance {
  let state = seed;
  // mulberry32
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** What a page has that was told `BRING_CHANCES` before all else. */
export interface WithChances extends Window { chances: typeof chances }

/** A script for `addInitScript`. */
export const BRING_CHANCES = `window.chances = ${chances};`;
