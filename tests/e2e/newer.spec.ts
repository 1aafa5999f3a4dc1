// From one version to the next: a newer one waits until it is wanted, is offered where taking it loses nothing, or says what it
// would; pages that are open keep their files.
import { readFileSync } from 'node:fs';

import type { BrowserContext } from '@playwright/test';

import { SESSIONS, clear, sessionsOf } from './people';
import { expect, Planner } from './planner';
import { text } from './words';
import { BUILT, LATER, OWN, type Site, bring, cached, disconnect, notice, openKept, returnAfter, seeName, state, test, versionOf } from './versions';

/** Takes the newer version in one window, and gives back another that goes on with the first part of the version before. */
async function leftBehind(planner: Planner, context: BrowserContext, site: Site): Promise<Planner> {
  await openKept(planner);
  const other = new Planner(await context.newPage());
  await other.page.goto(site.url);
  await other.seeReady();
  await bring(planner, site);
  await planner.press(text('offline.newer.now'));
  await seeName(planner, LATER);
  await planner.seeReady();
  return other;
}

test('a newer version waits, is offered, can be left, and on a yes comes where the person stands with all answers', async ({ planner, site }) => {
  test.slow();
  await planner.openAs(clear, '/plan');
  await openKept(planner);
  await seeName(planner, text('app.name'));
  await bring(planner, site);
  await seeName(planner, text('app.name'));
  await planner.press(text('offline.newer.later'));
  await expect(notice(planner)).toBeHidden();
  // Even loading the page again forces nothing; it is offered again.
  await planner.reload();
  await seeName(planner, text('app.name'));
  await expect(notice(planner)).toBeVisible();
  await planner.visit('/plan');
  await expect(planner.section(text('plan.status.ok'))).toBeVisible();
  await planner.press(text('offline.newer.now'));
  await seeName(planner, LATER);
  await planner.seeReady();
  await expect(planner.section(text('plan.status.ok'))).toBeVisible();
  expect(planner.address()).toBe('/plan');
  await expect(notice(planner)).toHaveCount(0);
  // What the older one had kept goes.
  await expect.poll(async () => Object.keys(await cached(planner))).toEqual([OWN.replace(/-[^-]*$/, '-bbbbbbbb')]);
});

test('a newer version that came while nobody was here is simply there at the next start, in the languages used', async ({ planner, context, site }) => {
  test.slow();
  await openKept(planner);
  await planner.visit('/language/fr');
  await expect.poll(async () => (await cached(planner))[OWN]).toContain(`/${versionOf(BUILT)}/details.fr.json`);
  await planner.visit('/language/en');
  await expect(planner.root).toHaveAttribute('lang', 'en');
  await bring(planner, site);
  await planner.page.goto('about:blank');
  await disconnect(context, site);
  await planner.page.goto(`${site.url}#/saved`);
  await planner.seeReady();
  await seeName(planner, LATER);
  await planner.visit('/language/fr');
  await expect(planner.root).toHaveAttribute('lang', 'fr');
});

test('of two windows one takes the newer version; the other goes on with its own files, which stay as long as it does', async ({ planner, context, site }) => {
  test.slow();
  const first = versionOf(BUILT);
  const other = await leftBehind(planner, context, site);
  await planner.visit('/saved');
  await expect(state(planner)).toContainText(text('offline.kept'));

  // The browser's own cache of what it fetched would hide a worker that has forgotten.
  await (await context.newCDPSession(planner.page)).send('Network.clearBrowserCache');
  site.asked.length = 0;
  await other.choose(text('concern.melasma.name'));
  await other.goOn();
  await other.seeHeading(text('question.severity.title'));
  await seeName(other, text('app.name'));
  expect(site.asked.filter((path) => path.includes(first))).toEqual([]);
  // It may come along too.
  await expect(notice(other)).toBeVisible();
  expect(Object.keys(await cached(planner))).toContain(OWN);
  await other.seeNoProblem();
  await other.page.close();
  await planner.reload();
  await expect.poll(async () => Object.keys(await cached(planner))).not.toContain(OWN);
});

test('nothing half typed is lost to a newer version without a word', async ({ planner, site }) => {
  await planner.openAs({ ...clear, age: null }, '/saved');
  await openKept(planner);
  await planner.visit('/questions/age');
  await planner.seeHeading(text('question.age.title'));
  await bring(planner, site);
  await planner.type(text('form.age'), '47');
  await planner.press(text('offline.newer.now'));
  await expect(notice(planner)).toContainText(text('offline.newer.typed'));
  await expect(planner.field(text('form.age'))).toHaveValue('47');
  await planner.goOn();
  await planner.seeHeading(text('answers.title'));
  await planner.main.getByRole('button', { name: new RegExp(`^(${text('offline.newer.now')}|${text('offline.newer.all_the_same')})$`) }).click();
  await seeName(planner, LATER);
  expect((await planner.saved()).age).toBe(47);
});

test('where answers are in memory only, a newer version is not offered, for it would empty the page', async ({ planner, site }) => {
  await openKept(planner);
  await planner.press(text('saved.shared.use'));
  await planner.press(text('saved.shared.yes'));
  await planner.seeSaving('saving.shared');
  site.folders['/'] = site.newer(LATER);
  await returnAfter(planner, 61);
  // The newer one has come.
  await expect.poll(async () => Object.keys(await cached(planner))).toHaveLength(2);
  await expect.poll(() => planner.page.evaluate(async () => Boolean((await navigator.serviceWorker.getRegistration())?.waiting))).toBe(true);
  await planner.visit('/learn/uses');
  await planner.seeHeading(text('uses.title'));
  await expect(notice(planner)).toHaveCount(0);
});

test('a page that stays open looks for a newer version once an hour at most', async ({ planner }) => {
  await planner.page.addInitScript(() => {
    const { update } = ServiceWorkerRegistration.prototype;
    Object.assign(window, { looks: 0 });
    ServiceWorkerRegistration.prototype.update = function counted() {
      (window as unknown as { looks: number }).looks += 1;
      return update.call(this);
    };
  });
  const looks = () => planner.page.evaluate(() => (window as unknown as { looks: number }).looks);
  await openKept(planner);
  await returnAfter(planner, 59);
  expect(await looks()).toBe(0);
  await returnAfter(planner, 2);
  expect(await looks()).toBe(1);
  await returnAfter(planner, 59);
  expect(await looks()).toBe(1);
});

test('a half copied version is not taken: it waits until its page is there', async ({ planner, site }) => {
  await openKept(planner);
  const folder = site.newer(LATER);
  site.folders['/'] = folder;
  const page = readFileSync(`${BUILT}index.html`, 'utf8');
  site.instead['/'] = { type: 'text/html; charset=utf-8', text: page };
  site.asked.length = 0;
  await returnAfter(planner, 61);
  await expect.poll(() => site.asked).toContain('/');
  await expect.poll(async () => Object.keys(await cached(planner))).toEqual([OWN]);
  await expect(notice(planner)).toHaveCount(0);
  delete site.instead['/'];
  await returnAfter(planner, 61);
  await expect(notice(planner)).toBeVisible({ timeout: 15_000 });
});

test.describe('what is kept nowhere is named before a newer version takes it away:', () => {
  const HELD = { [SESSIONS]: sessionsOf([{ ended: '2026-11-30T10:00Z' }]) };
  const NOTE = 'It itches — “a little” 😀';

  /** Wants the newer version, reads what would be lost, and finds the page as it was. */
  async function seeWarned(planner: Planner, id: string) {
    await planner.press(text('offline.newer.now'));
    await expect(notice(planner)).toContainText(text(id));
    await seeName(planner, text('app.name'));
  }

  async function openEntry(planner: Planner) {
    await planner.openAs(clear, '/saved', HELD);
    await openKept(planner);
    await planner.visit('/diary/entry');
    await planner.seeHeading(text('entry.title'));
  }

  test('a note in the diary, begun before the person went elsewhere', async ({ planner, site }) => {
    await openEntry(planner);
    await planner.type(text('entry.note'), NOTE);
    await planner.visit('/plan');
    await expect(planner.section(text('plan.status.ok'))).toBeVisible();
    await bring(planner, site);
    await seeWarned(planner, 'offline.newer.diary');
    // There it is kept, and then nothing is in the way.
    await notice(planner).getByRole('link', { name: text('offline.newer.diary.link'), exact: true }).click();
    await planner.seeHeading(text('diary.title'));
    await planner.visit('/diary/entry');
    await expect(planner.field(text('entry.note'))).toHaveValue(NOTE);
    await planner.press(text('entry.save'));
    await planner.seeHeading(text('diary.title'));
    await planner.press(text('offline.newer.all_the_same'));
    await seeName(planner, LATER);
    await planner.seeReady();
    await expect(planner.main.getByText(NOTE).first()).toBeVisible();
  });

  test('a sign in the diary that was only tapped', async ({ planner, site }) => {
    await openEntry(planner);
    await bring(planner, site);
    const sign = planner.main.locator('input[type=radio][value=some]').first();
    await planner.tap(sign);
    await seeWarned(planner, 'offline.newer.diary');
    await expect(sign).toBeChecked();
  });

  test('a note that was typed in another language', async ({ planner, site }) => {
    await openEntry(planner);
    await planner.type(text('entry.note'), NOTE);
    await planner.visit('/language/fr');
    await expect(planner.root).toHaveAttribute('lang', 'fr');
    await planner.visit('/language/en');
    await expect(planner.root).toHaveAttribute('lang', 'en');
    await bring(planner, site);
    await seeWarned(planner, 'offline.newer.diary');
    await expect(planner.field(text('entry.note'))).toHaveValue(NOTE);
  });

  test('what “Is this normal?” was told, for as long as the person is there', async ({ planner, site }) => {
    await planner.openAs(clear, '/saved', HELD);
    await openKept(planner);
    await bring(planner, site);
    await planner.visit('/normal');
    await planner.tick(text('normal.flag.eye'));
    await seeWarned(planner, 'offline.newer.check');
    await expect(planner.box(text('normal.flag.eye'))).toBeChecked();
    await planner.visit('/plan');
    await expect(planner.section(text('plan.status.ok'))).toBeVisible();
    await planner.press(text('offline.newer.all_the_same'));
    await seeName(planner, LATER);
  });
});

test('an offer that stands is taken back when the answers are in memory only from then on', async ({ planner, site }) => {
  await planner.openAs(clear, '/saved');
  await openKept(planner);
  await bring(planner, site);
  await planner.press(text('saved.shared.use'));
  await planner.press(text('saved.shared.yes'));
  await planner.seeSaving('saving.shared');
  await expect(notice(planner)).toHaveCount(0);
  await planner.visit('/plan');
  await expect(planner.section(text('plan.status.ok'))).toBeVisible();
});

test('an offer is taken back when the newer version is', async ({ planner, site }) => {
  await planner.openAs(clear, '/saved');
  await openKept(planner);
  await bring(planner, site);
  site.folders['/'] = BUILT;
  await returnAfter(planner, 61);
  await expect(notice(planner)).toHaveCount(0, { timeout: 15_000 });
  await seeName(planner, text('app.name'));
});

test('what was answered last and could not be written is not left behind for a newer version', async ({ planner, site }) => {
  await planner.openAs({ ...clear, age: null }, '/saved');
  await openKept(planner);
  await bring(planner, site);
  await planner.visit('/questions/age');
  await planner.seeHeading(text('question.age.title'));
  await planner.type(text('form.age'), '47');
  await planner.goOn();
  await planner.seeHeading(text('answers.title'));
  await planner.visit('/questions/severity');
  await planner.seeHeading(text('question.severity.title'));
  // Full at the moment in which both are asked for.
  await planner.page.evaluate(() => {
    const { postMessage } = ServiceWorker.prototype;
    Object.assign(window, { goesOn: false });
    ServiceWorker.prototype.postMessage = function told(what: unknown, ...given: []) {
      if ((what as { takeOver?: boolean }).takeOver) Object.assign(window, { goesOn: true });
      return postMessage.call(this, what, ...given);
    };
    Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };
    document.querySelector<HTMLElement>('main input[type=radio]')!.click();
    document.querySelector<HTMLElement>('.notice .row button')!.click();
  });
  await planner.seeSaving('saving.full');
  expect(await planner.page.evaluate(() => (window as unknown as { goesOn?: boolean }).goesOn)).toBe(false);
  await expect(notice(planner)).toHaveCount(0);
});

test('a version that is put back and lacks a file leaves the pages alone that are open with what was kept of it', async ({ planner, context, site }) => {
  test.slow();
  const first = versionOf(BUILT);
  const other = await leftBehind(planner, context, site);
  await planner.visit('/language/fr');
  await expect.poll(async () => (await cached(planner))[OWN.replace(/-[^-]*$/, '-bbbbbbbb')] ?? []).toContain('/fr/');
  // Back to the first one, without a word in French.
  site.folders['/'] = BUILT;
  site.refused[`/${first}/details.fr.json`] = 404;
  site.asked.length = 0;
  await returnAfter(planner, 61);
  await expect.poll(() => site.asked).toContain(`/${first}/details.fr.json`);
  await expect.poll(() => planner.page.evaluate(async () => Boolean((await navigator.serviceWorker.getRegistration())?.installing))).toBe(false);
  expect(Object.keys(await cached(planner))).toContain(OWN);
  await disconnect(context, site);
  await other.choose(text('concern.melasma.name'));
  await other.goOn();
  await other.seeHeading(text('question.severity.title'));
  await seeName(other, text('app.name'));
});

test.describe('for who reads it in another language at the root', () => {
  test.use({ locale: 'fr-FR', language: 'fr' });

  test('the page is kept, no newer version is forced on it, and the newer one keeps it too', async ({ planner, context, site }) => {
    test.slow();
    await openKept(planner);
    await expect(planner.root).toHaveAttribute('lang', 'fr');
    const kept = (await cached(planner))[OWN];
    expect(kept).toContain('/');
    expect(kept.filter((path) => path.includes('.en.'))).toEqual([]);
    site.folders['/'] = site.newer(LATER);
    await planner.reload();
    await seeName(planner, text('app.name'));
    await returnAfter(planner, 61);
    await expect(notice(planner)).toBeVisible({ timeout: 15_000 });
    await planner.press(text('offline.newer.now'));
    await seeName(planner, LATER);
    await disconnect(context, site);
    await planner.reload();
    await seeName(planner, LATER);
    await expect(planner.root).toHaveAttribute('lang', 'fr');
    expect(new URL(planner.page.url()).pathname).toBe('/');
  });

  test('the newer version keeps it too when it comes to the page of that language', async ({ planner, site }) => {
    await openKept(planner);
    await openKept(planner, './fr/');
    await bring(planner, site);
    expect((await cached(planner))[OWN.replace(/-[^-]*$/, '-bbbbbbbb')]).toEqual(expect.arrayContaining(['/', '/fr/']));
  });
});
