// The planner as a person uses it: opening pages, choosing, typing, going on, and looking at what is kept.
import { test as base, expect, type FrameLocator, type Locator, type Page } from '@playwright/test';

import { ANSWERS, TICKS, TODAY, type Kept } from './people';
import { kept, plain, shelf } from './records';
import { PSEUDO, speakPseudo } from './pseudo';
import { escaped, speak, text } from './words';

export { expect };

const BLANK = 'about:blank';

export class Planner {
  readonly root: Locator;
  readonly main: Locator;
  /** Whether it has the page to itself. */
  private readonly whole: boolean;
  /** What the console and the page reported as wrong. */
  readonly problems: string[] = [];

  /** `within` is where on the page it is, when it does not have the page to itself. */
  constructor(readonly page: Page, within: Page | FrameLocator | Locator = page) {
    // A page of the planner's own may hold another one: the preview for clinics.
    this.whole = within === page;
    this.root = within.locator(within === page ? '#planner' : '.planner');
    this.main = within.getByRole('main');
    page.on('console', (message) => {
      const { url } = message.location();
      // A browser looks for an icon by itself where a file has none of its own; see `keptBefore`.
      if (message.type() === 'error' && !url.endsWith('/favicon.ico')) this.problems.push(`${message.text()} (${url})`);
    });
    page.on('pageerror', (error) => this.problems.push(String(error)));
  }

  /** Loads the page at an address such as `/plan`, and waits until the program runs. */
  async open(address = '/') {
    await this.page.goto(`./#${address}`);
    await this.seeReady();
  }

  async seeReady() {
    // Asked in the page with every frame: what asks from outside finds it late, up to a second, and every journey waits.
    if (this.whole) await this.page.waitForFunction(() => document.querySelector('#planner[data-ready]'));
    else await expect(this.root).toHaveAttribute('data-ready');
  }

  /** Goes to an address without loading anything, as a link does. */
  async visit(address: string) {
    await this.page.evaluate((address) => { location.hash = address; }, address);
  }

  async reload() {
    await this.page.reload();
    await this.seeReady();
  }

  /**
   * Puts plain values, as the planner keeps them, and texts, as they are, on the device before the planner is opened.
   * Leaves the planner where it is open.
   */
  async keptBefore(values: Record<string, Kept | string>, andNothingElse = false) {
    const texts = kept(values);
    // A file of the same origin. A page answered by the test itself would cost all later ones the browser's cache.
    await this.page.goto('./clinic.schema.json');
    await this.page.evaluate(({ texts, andNothingElse }) => {
      if (andNothingElse) localStorage.clear();
      for (const [key, text] of Object.entries(texts)) localStorage.setItem(key, text);
    }, { texts, andNothingElse });
  }

  /** Opens an address as a person who gave these answers on an earlier visit, with nothing else on the device. */
  async openAs(answers: Kept, address: string, also: Record<string, Kept | string> = {}) {
    // From the planner's own page an address of it would load nothing.
    if (this.page.url() !== BLANK) await this.page.goto(BLANK);
    // Put there as the page begins to load, which spares loading another one before it.
    const earlier = await this.page.addInitScript((texts) => {
      if (window !== top) return;
      localStorage.clear();
      for (const [key, text] of Object.entries(texts)) localStorage.setItem(key, text);
    }, kept({ [ANSWERS]: answers, ...also }));
    await this.open(address);
    await earlier.dispose();
  }

  /** All texts on the device, by key. Snapshots, which only repeat others, are left out unless asked for. */
  async shelf(snapshots = false): Promise<Record<string, string>> {
    const texts = Object.entries(await shelf(this.page));
    return Object.fromEntries(texts.filter(([key]) => snapshots || !key.includes(':snapshot:')));
  }

  /** The text under a key; `null` where there is none. */
  async kept(key: string): Promise<string | null> {
    return (await this.shelf(true))[key] ?? null;
  }

  /** Everything that is saved, as plain values by key. */
  async savedAll(): Promise<Record<string, Kept>> {
    return plain(await this.shelf());
  }

  /** The saved answers, read back. */
  async saved(): Promise<Kept> {
    return (await this.savedAll())[ANSWERS] ?? {};
  }

  /** The saved ticks, sorted. */
  async savedTicks(): Promise<string[]> {
    return ((await this.savedAll())[TICKS]?.ticked as string[]) ?? [];
  }

  /** Taps the words of a radio button or box, whose label covers its whole row. */
  async tap(control: Locator) {
    // Found in one step: between reading an id and tapping its label the screen may have changed.
    await control.locator('xpath=..').locator('label').click();
  }

  async choose(label: string) {
    const radio = this.main.getByRole('radio', { name: label, exact: true });
    await this.tap(radio);
    await expect(radio).toBeChecked();
  }

  box(label: string): Locator {
    return this.main.getByRole('checkbox', { name: label, exact: true });
  }

  async tick(label: string) {
    await this.tap(this.box(label));
    await expect(this.box(label)).toBeChecked();
  }

  async untick(label: string) {
    await this.tap(this.box(label));
    await expect(this.box(label)).not.toBeChecked();
  }

  /** The boxes of one session are here. The address alone says less: it changes before the screen does. */
  async seeTicksOf(list: string, session: number) {
    await expect(this.main.locator(`[id^="tick-${list}-${session}-"]`).first()).toBeVisible();
  }

  field(label: string): Locator {
    return this.main.getByLabel(label, { exact: true });
  }

  async type(label: string, typed: string) {
    await this.field(label).fill(typed);
  }

  async press(button: string) {
    await this.main.getByRole('button', { name: button, exact: true }).click();
  }

  async follow(link: string) {
    await this.main.getByRole('link', { name: link, exact: true }).click();
  }

  async goOn() {
    await this.press(text('form.continue'));
  }

  async seeHeading(words: string) {
    await this.main.getByRole('heading', { level: 1, name: words, exact: true }).waitFor();
  }

  /** The card under a heading. */
  section(heading: string): Locator {
    const title = this.page.getByRole('heading', { level: 2, name: heading, exact: true });
    return this.main.locator('section').filter({ has: title });
  }

  async seeSaving(id: string) {
    await expect(this.page.getByRole('banner').getByRole('status')).toHaveText(text(id));
  }

  /** The part of the address after `#`. */
  address(): string {
    return new URL(this.page.url()).hash.slice(1);
  }

  /** The id of the question shown, or `undefined` on another page. */
  question(): string | undefined {
    return this.address().match(/^\/questions\/(\w+)$/)?.[1];
  }

  /** Says "not sure" on the question shown, or leaves it out where it can be left out, and goes on. */
  async sayNotSure() {
    const question = this.address();
    await this.leaveOut();
    await this.page.waitForURL(({ hash }) => hash !== `#${question}`, { timeout: 5_000 });
    // What comes next is drawn after the frame that answers the tap.
    await this.page.evaluate(() => new Promise((drawn) => {
      requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(drawn)));
    }));
  }

  /** From the first page to the answers by the shortest way: what is to be treated, and "not sure" to all else. */
  async answerUnsure(concern: string) {
    await this.open();
    await this.choose(concern);
    await this.goOn();
    await this.seeHeading(text('question.severity.title'));
    await this.sayNotSureToAll();
    await this.seeHeading(text('answers.title'));
  }

  /** Says "not sure" on the question shown and on each after it, once it has been looked at. */
  async sayNotSureToAll(look: (question: string) => Promise<void> = async () => {}) {
    for (let question = this.question(); question; question = this.question()) {
      await look(question);
      await this.sayNotSure();
    }
  }

  protected async leaveOut() {
    const skip = this.main.getByRole('button', {
      name: new RegExp(`^(${['form.not_sure', 'form.no_event', 'form.skip'].map((id) => escaped(text(id))).join('|')})$`),
    });
    const radio = this.main.getByRole('radio', { name: text('question.option.not_sure'), exact: true });
    const box = this.main.getByRole('checkbox', {
      name: new RegExp(`^(${escaped(text('checks.not_sure'))}|${escaped(text('question.option.not_sure'))})$`),
    });
    await expect(skip.or(radio).or(box)).toBeVisible();
    if (await skip.isVisible()) {
      await skip.click();
    } else {
      await this.tap(radio.or(box));
      await this.goOn();
    }
  }

  /** No error at all was reported, and the program has not ended. */
  async seeNoProblem() {
    expect(this.problems, 'reported in the console').toEqual([]);
    await expect(this.root).not.toHaveAttribute('data-broken');
  }
}

/** Really fills storage, to the last character or to so many before it. */
export async function fill(page: Page, room = 0) {
  await page.evaluate((room) => {
    let length = 0;
    for (let step = 1 << 23; step >= 1; step >>= 1) {
      try {
        localStorage.setItem('filler', 'x'.repeat(length + step));
        length += step;
      } catch {
        // That much does not fit.
      }
    }
    try {
      localStorage.setItem('f', '');
    } catch {
      localStorage.setItem('filler', 'x'.repeat(length - room));
      return;
    }
    throw new Error('there is room left');
  }, room);
}

/** Tests with a planner on a fixed day, which fail when anything is reported as wrong in the console. */
export const test = base.extend<{ planner: Planner; language: string }>({
  /** What the person speaks: `text` and its like say it, and the browser has to ask for it (`locale`). */
  language: ['en', { option: true }],
  planner: async ({ page, language }, use) => {
    speak(language);
    if (language === PSEUDO) await speakPseudo(page);
    await page.clock.setFixedTime(`${TODAY}T10:00:00Z`);
    const planner = new Planner(page);
    await use(planner);
    // Tests without this planner, in the same worker, speak English.
    speak('en');
    await planner.seeNoProblem();
  },
});
