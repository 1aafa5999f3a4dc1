// Two windows in which people tick, answer, write and delete at the same time, in any order: nothing of it is lost.
//
// Lost is a field whose newest stamp is not the value that both windows and the device end with, a value that was said
// last in a window and never written, or a record that neither window deleted and that is missing. A run in which nothing
// was ticked, written or deleted says nothing, and fails. 500 things are done in
// a normal run, 10,000 with SOAK=1. The seed is printed; SEED=… repeats a run's choices, though not its moments.
import { type Page, expect, test } from '@playwright/test';

import { BRING_CHANCES, type WithChances } from './chances';
import { PREFIX, SESSIONS, clear, sessionsOf } from './people';
import { Planner } from './planner';
import { shelf } from './records';
import { daysAfter, text } from './words';

const OPERATIONS = process.env.SOAK ? 10_000 : 500;
const SEED = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
/** So many are done before the two windows are compared. */
const ROUND = process.env.SOAK ? 1_000 : 250;

/** Something done in a window: the last value of a field as that window saw it. */
interface Done {
  field: string;
  value: string;
  /** Not later than its stamp, in milliseconds since 1970. */
  at: number;
}

interface Window {
  fuzz: (seed: number, operations: number, days: string[]) => Promise<Done[]>;
  writes: [string, string][];
  /** The number of this window as it stands in its stamps. */
  writer: string;
}

/** Runs in both windows before the planner: writes down what is written, and does things by tapping what is there. */
function prepare(prefix: string) {
  const writes: [string, string][] = [];
  const setItem = Storage.prototype.setItem;
  Storage.prototype.setItem = function (key, text) {
    setItem.call(this, key, text);
    if (key.startsWith(prefix)) writes.push([key.slice(prefix.length), text]);
  };

  // The program draws its number once, out of four bytes.
  const draw = crypto.getRandomValues;
  crypto.getRandomValues = function <T extends ArrayBufferView | null>(bytes: T): T {
    const drawn = draw.call(crypto, bytes as unknown as Uint8Array) as unknown as T;
    if (drawn instanceof Uint8Array && drawn.length === 4) {
      Object.assign(window, { writer: new DataView(drawn.slice().buffer).getUint32(0, true).toString(16) });
    }
    return drawn;
  };

  const soon = () => new Promise<void>((then) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => then();
    port2.postMessage(0);
  });
  /** Waits until something is on the page; not for ever, for what was there may have gone. */
  async function seen<T extends Element>(selector: string): Promise<T | null> {
    for (let looks = 0; looks < 2_000; looks++) {
      const found = document.querySelector<T>(selector);
      if (found) return found;
      await soon();
    }
    return null;
  }
  /** A screen and what is on it that can be tapped. */
  const screens: [string, string][] = [
    ['#/checklist/preparation/1', 'input[id^=tick-preparation-1-]'],
    ['#/checklist/aftercare/1', 'input[id^=tick-aftercare-1-]'],
    ['#/questions/severity', 'input[name=severity]'],
    ['#/questions/device', 'input[name=device]'],
    ['#/questions/area', 'input[name=area]'],
  ];

  async function fuzz(seed: number, operations: number, days: string[]): Promise<Done[]> {
    const chance = (window as unknown as WithChances).chances(seed);
    const done: Done[] = [];
    let screen = screens[chance(screens.length)];
    const go = async (address: string, selector: string) => {
      location.hash = address;
      return seen(`main ${selector}`);
    };
    const type = (field: HTMLInputElement | HTMLTextAreaElement, text: string) => {
      field.value = text;
      for (const name of ['input', 'change', 'blur']) field.dispatchEvent(new Event(name, { bubbles: true }));
    };
    const write = async () => {
      const day = days[chance(days.length)];
      const words = `note ${chance(1_000_000)}`;
      const field = (await go('#/diary/entry', 'form.entry textarea')) as HTMLTextAreaElement | null;
      const date = document.querySelector<HTMLInputElement>('form.entry input[type=date], form.entry input:not([type=radio])');
      if (!field || !date) return;
      type(date, day);
      type(field, words);
      const at = Date.now();
      field.form!.requestSubmit();
      await soon();
      // A day that has an entry already is said at its field, and nothing is kept.
      if (location.hash === '#/diary') done.push({ field: `entry:${day} note`, value: JSON.stringify(words), at });
    };
    const erase = async () => {
      await go('#/diary', '.diary-days');
      const rows = document.querySelectorAll<HTMLElement>('main .diary-days > li button.danger, main .diary-days > li button');
      const buttons = [...rows].filter((button) => /^delete/i.test(button.getAttribute('aria-label') ?? button.textContent ?? ''));
      if (buttons.length > 0) buttons[chance(buttons.length)].click();
    };
    for (let operation = 0; operation < operations; operation++) {
      const what = chance(100);
      if (what < 3) await write();
      else if (what < 5) await erase();
      else {
        if (what < 15) screen = screens[chance(screens.length)];
        const [address, selector] = screen;
        if (location.hash !== address || !document.querySelector(`main ${selector}`)) await go(address, selector);
        const inputs = document.querySelectorAll<HTMLInputElement>(`main ${selector}`);
        const input = inputs[chance(inputs.length || 1)];
        if (!input) continue;
        // A choice that stands is not made once more.
        if (input.type === 'radio' && input.checked) continue;
        const at = Date.now();
        input.click();
        const [, list, session, ...row] = input.id.split('-');
        done.push(input.type === 'checkbox'
          ? { field: `ticks:${list}:${session} ${row.join('-')}`, value: input.checked ? 'true' : 'taken back', at }
          : { field: `profile ${input.name}`, value: input.value === 'not_sure' ? 'null' : JSON.stringify(input.value), at });
      }
      // Sometimes at once, sometimes when other windows may have been heard.
      if (chance(3) > 0) await soon();
    }
    return done;
  }
  Object.assign(window, { fuzz, writes });
}

const TAKEN_BACK = 'taken back';

/** What all writes together say of each field: the newest value, and the newest that each writer gave. */
class Truth {
  /** By field: the stamp and value that won. */
  readonly newest = new Map<string, [string, string]>();
  /** By writer and field. */
  readonly of = new Map<string, [string, string]>();
  private readonly gone = new Map<string, string>();

  static order(stamp: string): string {
    return stamp.split('-').map((part) => part.padStart(16, '0')).join('-');
  }

  /** Whether, since then, another window said something newer of a field, or deleted its record. */
  isOvertaken(field: string, writer: string, at: number): boolean {
    const since = at.toString(16).padStart(16, '0');
    const [stamp] = this.newest.get(field) ?? [''];
    return stamp >= since && !stamp.endsWith(writer.padStart(16, '0')) || (this.gone.get(field.split(' ')[0]) ?? '') >= since;
  }

  /** Whether a record of this kind was deleted. */
  isDeleted(kind: string): boolean {
    return [...this.gone.keys()].some((key) => key.startsWith(kind));
  }

  private take(map: Map<string, [string, string]>, name: string, stamp: string, value: string) {
    const known = map.get(name);
    if (!known || known[0] < stamp) map.set(name, [stamp, value]);
  }

  read(key: string, text: string) {
    if (!text.startsWith('{')) return;
    const { stamp, fields, stamps = {}, gone } = JSON.parse(text) as {
      stamp?: string; fields?: Record<string, unknown>; stamps?: Record<string, string>; gone?: string;
    };
    if (!stamp || !fields) return;
    for (const name of new Set([...Object.keys(fields), ...Object.keys(stamps)])) {
      const given = stamps[name] ?? stamp;
      const value = name in fields ? JSON.stringify(fields[name]) : TAKEN_BACK;
      this.take(this.newest, `${key} ${name}`, Truth.order(given), value);
      this.take(this.of, `${given.split('-')[2]} ${key} ${name}`, Truth.order(given), value);
    }
    if (gone && (this.gone.get(key) ?? '') < Truth.order(gone)) this.gone.set(key, Truth.order(gone));
  }

  /** The fields that must be there in the end, with their values. */
  expected(): Record<string, string> {
    const there = [...this.newest].filter(([field, [stamp, value]]) =>
      value !== TAKEN_BACK && stamp > (this.gone.get(field.split(' ')[0]) ?? ''));
    return Object.fromEntries(there.map(([field, [, value]]): [string, string] => [field, value]).sort());
  }
}

/** The fields that are there. */
async function there(page: Page): Promise<Record<string, string>> {
  const found: [string, string][] = [];
  for (const [key, text] of Object.entries(await shelf(page))) {
    const name = key.slice(PREFIX.length);
    if (name.startsWith('snapshot:')) continue;
    const { fields = {} } = JSON.parse(text) as { fields?: Record<string, unknown> };
    for (const [field, value] of Object.entries(fields)) {
      found.push([`${name} ${field}`, JSON.stringify(value)]);
    }
  }
  return Object.fromEntries(found.sort());
}

/** What the screens of a window show of ticks, answers and the diary. */
async function shown(planner: Planner): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const list of ['preparation', 'aftercare']) {
    await planner.visit(`/checklist/${list}/1`);
    await planner.seeTicksOf(list, 1);
    for (const id of await planner.main.locator('input:checked').evaluateAll((boxes) => boxes.map((box) => box.id))) {
      const [, list, session, ...row] = id.split('-');
      found[`ticks:${list}:${session} ${row.join('-')}`] = 'true';
    }
  }
  for (const question of ['severity', 'device', 'area']) {
    await planner.visit(`/questions/${question}`);
    const chosen = planner.main.locator(`input[name=${question}]:checked`);
    await expect(chosen).toHaveCount(1);
    const value = await chosen.inputValue();
    found[`profile ${question}`] = value === 'not_sure' ? 'null' : JSON.stringify(value);
  }
  await planner.visit('/diary');
  await planner.seeHeading(text('diary.title'));
  const notes = await planner.main.locator('.diary-note').allTextContents();
  notes.sort().forEach((note, place) => { found[`note ${place}`] = note; });
  return found;
}

for (const locks of [true, false]) {
  test(`nothing is lost between two windows ${locks ? 'with' : 'without'} locks`, async ({ context }) => {
    test.setTimeout(60_000 + OPERATIONS * 60);
    console.log(`SEED=${SEED} (${OPERATIONS} operations)`);
    await context.addInitScript(BRING_CHANCES);
    await context.addInitScript(prepare, PREFIX);
    if (!locks) await context.addInitScript(() => Object.defineProperty(Navigator.prototype, 'locks', { value: undefined }));
    // The clock runs as it does: stamps tell what was said when.
    const today = new Date().toISOString().slice(0, 10);
    const days = Array.from({ length: 20 }, (_, at) => daysAfter(today, -1 - at));
    const planner = new Planner(await context.newPage());
    const held = sessionsOf([{ ended: `${daysAfter(today, -30)}T10:00Z` }]);
    await planner.openAs(clear, '/checklist/preparation/1', { [SESSIONS]: held });
    const other = new Planner(await context.newPage());
    await other.open('/checklist/preparation/1');
    const windows = [planner, other];
    const truth = new Truth();
    const everything: Done[] = [];
    const before = await shelf(planner.page);
    for (const [key, text] of Object.entries(before)) truth.read(key.slice(PREFIX.length), text);

    for (let round = 0; round * ROUND < OPERATIONS; round++) {
      const done = await Promise.all(windows.map(({ page }, place) =>
        page.evaluate(
          ([seed, operations, days]) => (window as unknown as Window).fuzz(seed, operations, [...days]),
          [SEED + round * 2 + place, ROUND / 2, days] as const,
        )));
      everything.push(...done.flat());
      // Two turns: what one window heard at the end it may have had to put back.
      for (const { page } of [...windows, ...windows]) await shelf(page);
      const writers: string[] = [];
      for (const { page } of windows) {
        const writes = await page.evaluate(() => (window as unknown as Window).writes.splice(0));
        for (const [key, text] of writes) if (!key.startsWith('snapshot:')) truth.read(key, text);
        writers.push(await page.evaluate(() => (window as unknown as Window).writer));
      }
      done.forEach((list, place) => {
        const last = new Map(list.map((one) => [one.field, one]));
        const lost = [...last.values()].filter(({ field, value, at }) =>
          truth.newest.get(field)?.[1] !== value && truth.of.get(`${writers[place]} ${field}`)?.[1] !== value
          && !truth.isOvertaken(field, writers[place], at));
        expect(lost, `round ${round}, seed ${SEED}: said last in window ${place}, and never written`).toEqual([]);
      });
      await expect.poll(() => there(planner.page), `round ${round}, seed ${SEED}: what is kept`).toEqual(truth.expected());
      const [here, elsewhere] = [await shown(planner), await shown(other)];
      expect(here, `round ${round}, seed ${SEED}: both windows show the same`).toEqual(elsewhere);
      const said = Object.entries(truth.expected());
      const ticks = said.filter(([field]) => /^ticks:|^profile (severity|device|area)$/.test(field));
      const notes = said.filter(([field]) => /^entry:.* note$/.test(field)).map(([, value]) => JSON.parse(value) as string);
      const all = [...ticks, ...notes.sort().map((note, place) => [`note ${place}`, note])];
      expect(here, `round ${round}, seed ${SEED}: what is shown`).toEqual(Object.fromEntries(all));
    }
    for (const kind of ['ticks:', 'profile ', 'entry:']) {
      expect(everything.some(({ field }) => field.startsWith(kind)), `seed ${SEED}: ${kind} was said`).toBe(true);
    }
    expect(truth.isDeleted('entry:'), `seed ${SEED}: an entry was deleted`).toBe(true);
    for (const each of windows) await each.seeNoProblem();
  });
}
