// Another person's page with planners on it: opening it, finding each planner in either mode, and listening to all that
// is said on the way.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { test as base, chromium, expect, type BrowserContext, type Frame, type FrameLocator, type Locator, type Page } from '@playwright/test';

import { TODAY } from '../people';
import { Planner } from '../planner';
import { text } from '../words';
import { at, serve } from './server.mjs';

export { expect };

/** Where the planner runs, and from whose address its script comes. */
export type Way = 'frame' | 'inline' | 'inline, own site';
export const WAYS: Way[] = ['frame', 'inline'];

export type Attributes = Record<string, string>;
/** What the element said: the name of the event and its detail. */
export type Said = { type: string; detail: unknown; bubbles: boolean; composed: boolean };

export const TAG = 'microneedling-planner';

/** One planner on the page. */
export class App extends Planner {
  readonly title: Locator;

  constructor(readonly host: Host, readonly element: Locator, readonly way: Way) {
    super(host.page, way === 'frame' ? element.locator('iframe').contentFrame() : element);
    this.title = this.main.getByRole('heading', { level: 1 });
  }

  async seeReady() {
    // Heard from the page itself: what asks from outside finds it late, up to a second, and every test waits.
    await this.element.evaluate((element) => new Promise<void>((done) => {
      const look = () => { if (/ready|failed/.test(element.getAttribute('data-state') ?? '')) done(); };
      new MutationObserver(look).observe(element, { attributes: true });
      look();
    }));
    await expect(this.element).toHaveAttribute('data-state', 'ready');
    await expect(this.root).toHaveAttribute('data-ready');
  }

  /** The planner's own document, in frame mode. */
  async frame(): Promise<Frame> {
    const frame = await (await this.element.locator('iframe').elementHandle())?.contentFrame();
    if (!frame) throw new Error('there is no frame');
    return frame;
  }

  /** What the page's owner wrote inside the tag. */
  get fallback(): Locator {
    return this.element.locator('> p').first();
  }

  /**
   * A click between frames goes to what was last drawn there. What was tapped before may have made the page longer, and
   * the frame grows with it: the next one waits, as a person does, until all of them have been drawn again.
   */
  private async seeDrawn() {
    if (this.way !== 'frame') return;
    const drawn = () => new Promise<void>((done) => { requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))); });
    // The page may itself be in a frame of another one.
    for (let frame: Frame | null = await this.frame(); frame; frame = frame.parentFrame()) await frame.evaluate(drawn);
  }

  async tap(control: Locator) {
    await this.seeDrawn();
    await super.tap(control);
  }

  async goOn() {
    await this.seeDrawn();
    await super.goOn();
  }

  protected async leaveOut() {
    await this.seeDrawn();
    await super.leaveOut();
  }

  /** No address tells which question is shown: its heading does. */
  async sayNotSure() {
    const before = await this.title.innerText();
    await this.leaveOut();
    await expect(this.title).not.toHaveText(before);
  }

  /** Answers the first question, and says "not sure" to the second. */
  async answerTwo(concern = 'melasma') {
    await this.choose(text(`concern.${concern}.name`));
    await this.goOn();
    await this.leaveStart();
    await this.sayNotSure();
  }

  /** The first question is over. */
  async leaveStart() {
    await expect(this.title).not.toHaveText(text('start.title'));
  }

  /** The whole way from the first question to a plan. */
  async toPlan(concern = 'melasma') {
    await this.answerTwo(concern);
    while ((await this.title.innerText()) !== text('answers.title')) await this.sayNotSure();
    await this.follow(text('answers.see_plan'));
    await expect(this.main.getByRole('heading', { level: 2 }).first()).toBeVisible();
    await expect(this.title).not.toHaveText(text('answers.title'));
  }

  /** Two answers, and then the plan, which the page asks for. */
  async toPlanEarly() {
    await this.answerTwo();
    await this.element.evaluate((element) => element.setAttribute('view', 'plan'));
    await expect(this.main.locator('.screen.plan')).toBeVisible();
  }

  /** The frame is as high as what it holds, or so little higher that the page was spared a move. */
  async seeItFit() {
    const frame = await this.frame();
    await expect
      .poll(async () => {
        const { inner, content } = await frame.evaluate(() => ({
          inner: innerHeight,
          content: document.querySelector('.planner')!.getBoundingClientRect().bottom,
        }));
        const room = inner - content;
        return room > -1 && room < 9 ? 'fits' : `${content} px in ${inner}`;
      })
      .toBe('fits');
    expect(await frame.evaluate(() => document.documentElement.scrollHeight - innerHeight), 'a second scroll bar').toBeLessThanOrEqual(0);
  }
}

export class Host {
  /** What the console and the page reported as wrong, wherever it came from. */
  readonly problems: string[] = [];
  readonly warnings: string[] = [];

  constructor(readonly page: Page, readonly clinic: string, readonly planner: string) {
    page.on('console', (message) => {
      if (message.type() === 'error') this.problems.push(`${message.text()} (${message.location().url})`);
      if (message.type() === 'warning') this.warnings.push(message.text());
    });
    page.on('pageerror', (error) => this.problems.push(String(error)));
  }

  /** Keeps every event that the elements of the page let out, from before the page begins. */
  async listen() {
    await this.page.addInitScript(() => {
      const said: unknown[] = [];
      Object.assign(window, { said });
      for (const name of ['ready', 'step', 'plan', 'booking', 'error', 'size']) {
        addEventListener(`planner-${name}`, (event) => {
          const { type, bubbles, composed, detail } = event as CustomEvent;
          said.push({ type, bubbles, composed, detail });
        });
      }
    });
  }

  /** What the elements said since `listen`, those of one name when it is given. */
  async said(name?: string): Promise<Said[]> {
    const all = await this.page.evaluate(() => (window as unknown as { said: Said[] }).said);
    return name ? all.filter(({ type }) => type === `planner-${name}`) : all;
  }

  address(page: string, way: Way, attributes: Attributes = {}): string {
    const query = new URLSearchParams({ mode: way.split(',')[0], ...attributes });
    if (way === 'inline, own site') query.set('from', 'here');
    return `${this.clinic}${page}/?${query}`;
  }

  /** Opens a page and gives its first planner, which need not be ready. */
  async open(page: string, way: Way = 'frame', attributes: Attributes = {}): Promise<App> {
    await this.page.goto(this.address(page, way, attributes));
    return this.app(way);
  }

  /** The same, ready. */
  async openReady(page: string, way: Way = 'frame', attributes: Attributes = {}): Promise<App> {
    const app = await this.open(page, way, attributes);
    await app.seeReady();
    return app;
  }

  app(way: Way, place = 0, within: Page | FrameLocator = this.page): App {
    return new App(this, within.locator(TAG).nth(place), way);
  }

  /** Where the planner's script is, as a page of the way names it. */
  script(way: Way): string {
    return way === 'inline, own site' ? `${this.clinic}planner/embed.js` : `${this.planner}embed.js`;
  }

  /** Adds an element at the end of the page, as a script of the page would. */
  async add(way: Way, attributes: Attributes = {}, into = 'body') {
    await this.page.evaluate(({ tag, into, all }) => {
      const element = document.createElement(tag);
      for (const [name, value] of Object.entries(all)) element.setAttribute(name, value);
      document.querySelector(into)!.append(element);
    }, { tag: TAG, into, all: { mode: way.split(',')[0], ...attributes } });
  }

  seeNoProblem(expected?: RegExp) {
    const unexpected = this.problems.filter((problem) => !expected?.test(problem));
    expect(unexpected, 'reported in the console').toEqual([]);
  }
}

export const test = base.extend<{ host: Host }, { clinic: string }>({
  clinic: [
    async ({}, use) => {
      const server = await serve(process.env.PLANNER_URL!);
      await use(server.url);
      await server.close();
    },
    { scope: 'worker' },
  ],
  host: async ({ page, clinic }, use) => {
    await page.clock.setFixedTime(`${TODAY}T10:00:00Z`);
    await use(new Host(page, clinic, at('planner.localhost', process.env.PLANNER_URL!)));
  },
});

/** A browser of its own with these settings of its profile, and how to end it. */
export async function profile(settings: unknown, options: object): Promise<[BrowserContext, () => Promise<void>]> {
  const home = await mkdtemp(join(tmpdir(), 'profile-'));
  await mkdir(join(home, 'Default'));
  await writeFile(join(home, 'Default', 'Preferences'), JSON.stringify({ profile: settings }));
  const context = await chromium.launchPersistentContext(home, { ...options, reducedMotion: 'reduce' });
  context.setDefaultTimeout(5_000);
  return [context, async () => {
    await context.close();
    await rm(home, { recursive: true, force: true });
  }];
}

/** The same where frames of other sites may keep things, which Chromium denies them in the private windows of most tests. */
export const keeping = test.extend({
  context: async ({ viewport, locale, timezoneId, baseURL, launchOptions, deviceScaleFactor }, use) => {
    const options = { ...launchOptions, viewport, locale, timezoneId, baseURL, deviceScaleFactor };
    const [context, end] = await profile({ cookie_controls_mode: 0, block_third_party_cookies: false }, options);
    await use(context);
    await end();
  },
});
