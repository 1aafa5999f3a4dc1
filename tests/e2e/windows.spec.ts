// Two windows of the planner on one device: what is done in one is in the other at once, and neither takes anything from
// the other, also where a window heard nothing of it, or where the browser has no locks.
import { type Page } from '@playwright/test';

import { ANSWERS, PREFIX, SESSIONS, TODAY, clear, entry, like, sessionsOf, type Kept } from './people';
import { expect, Planner, test as base } from './planner';
import { money, text } from './words';

/** The window is shown again after it slept. */
const wake = (page: Page) =>
  page.evaluate(() => window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));

/** Opens a window that is deaf: it hears nothing of what other windows keep, as one that the device has put to sleep. */
async function openDeaf(planner: Planner, address: string) {
  await planner.page.addInitScript(() => {
    window.addEventListener('storage', (event) => event.stopImmediatePropagation(), { capture: true });
  });
  await planner.open(address);
}

/** Erases everything, from the page of the answers. */
async function eraseAll(planner: Planner) {
  await planner.press(text('answers.clear'));
  await planner.press(text('answers.clear_yes'));
}

/** Another window of the same browser. */
const test = base.extend<{ other: Planner }>({
  other: async ({ context }, use) => {
    const other = new Planner(await context.newPage());
    await other.page.clock.setFixedTime(`${TODAY}T10:00:00Z`);
    await use(other);
    if (!other.page.isClosed()) await other.seeNoProblem();
  },
});

/** Takes the turn to write and keeps it, until `free()` is called on that page. */
const holdTurn = (page: Page) =>
  page.evaluate((name) => {
    const held = new Promise<void>((free) => { Object.assign(window, { free }); });
    return new Promise<void>((has) => {
      void navigator.locks.request(name, () => {
        has();
        return held;
      });
    });
  }, PREFIX);

const severity = (planner: Planner, level: string) =>
  planner.main.getByRole('radio', { name: text(`concern.acne_scars.severity.${level}`), exact: true });

const notice = (planner: Planner, id: string) => planner.main.getByRole('status').filter({ hasText: text(id) });

const HELD: Record<string, Kept> = { [SESSIONS]: sessionsOf([{ ended: '2026-11-30T10:00Z' }]) };

for (const locks of [true, false]) {
  test.describe(locks ? 'with locks' : 'in a browser without locks', () => {
    test.beforeEach(async ({ context }) => {
      if (!locks) {
        await context.addInitScript(() => Object.defineProperty(Navigator.prototype, 'locks', { value: undefined }));
      }
    });

    test('a tick made in one window is in the other at once, and so is clearing it', async ({ planner, other }) => {
      await planner.openAs(clear, '/checklist/aftercare/1');
      await other.open('/checklist/aftercare/1');
      await planner.tick(text('after.cool_pack'));
      await expect(other.box(text('after.cool_pack'))).toBeChecked();
      await other.tick(text('after.gentle_cleanser'));
      await other.untick(text('after.cool_pack'));
      await expect(planner.box(text('after.cool_pack'))).not.toBeChecked();
      await expect(planner.box(text('after.gentle_cleanser'))).toBeChecked();
      expect(await planner.savedTicks()).toEqual(['aftercare/1/gentle_cleanser']);
    });

    test('an answer given in one window is in the other at once, also one given there before', async ({ planner, other }) => {
      await planner.openAs(clear, '/questions/severity');
      await other.open('/questions/severity');
      await planner.choose(text('concern.acne_scars.severity.severe'));
      await expect(severity(other, 'severe')).toBeChecked();
      // The other one answers the same: the later answer holds in both.
      await other.choose(text('concern.acne_scars.severity.mild'));
      await expect(severity(planner, 'mild')).toBeChecked();
      await planner.choose(text('concern.acne_scars.severity.moderate'));
      await expect(severity(other, 'moderate')).toBeChecked();
      await expect(notice(other, 'notice.changed')).toHaveCount(0);
      expect(await planner.saved()).toEqual(clear);
    });

    test('different answers given in both at the same time both stay', async ({ planner, other }) => {
      await planner.openAs(clear, '/questions/severity');
      await openDeaf(other, '/questions/device');
      await planner.choose(text('concern.acne_scars.severity.severe'));
      // This window knows nothing of it, and writes all the same only what was said here.
      await other.choose(text('question.device.option.home'));
      await expect.poll(() => planner.saved()).toEqual(like({ severity: 'severe', device: 'home' }));
      await planner.visit('/answers');
      await expect(planner.main.getByText(text('question.device.option.home'), { exact: true })).toBeVisible();
    });

    test('what a deaf window shows is old, but it never writes anything old', async ({ planner, other }) => {
      await planner.openAs(clear, '/questions/severity');
      await planner.choose(text('concern.acne_scars.severity.severe'));
      await openDeaf(other, '/questions/severity');
      await expect(severity(other, 'severe')).toBeChecked();
      await planner.choose(text('concern.acne_scars.severity.mild'));
      await planner.visit('/checklist/aftercare/1');
      await planner.tick(text('after.cool_pack'));
      await other.visit('/questions/age');
      await other.type(text('form.age'), '51');
      await other.field(text('form.age')).blur();
      await other.visit('/checklist/aftercare/1');
      await other.tick(text('after.gentle_cleanser'));
      await expect.poll(() => planner.saved()).toEqual(like({ severity: 'mild', age: 51 }));
      await expect.poll(() => planner.savedTicks()).toEqual(['aftercare/1/cool_pack', 'aftercare/1/gentle_cleanser']);
      await expect(planner.box(text('after.gentle_cleanser'))).toBeChecked();
      // When it wakes it shows what is there.
      await other.visit('/questions/severity');
      await wake(other.page);
      await expect(severity(other, 'mild')).toBeChecked();
    });

    test('everything erased in one window is gone in the other, which says so, and nothing comes back', async ({ planner, other }) => {
      await planner.openAs(clear, '/answers', HELD);
      await other.open('/questions/severity');
      await other.choose(text('concern.acne_scars.severity.severe'));
      await other.visit('/plan');
      await expect(other.section(text('plan.status.ok'))).toBeVisible();
      await planner.press(text('answers.clear'));
      await planner.press(text('answers.clear_yes'));
      await planner.seeHeading(text('start.title'));
      await expect(notice(other, 'notice.erased')).toBeVisible();
      await expect(other.section(text('plan.status.ok'))).toHaveCount(0);
      await other.seeSaving('saving.nothing');
      expect(await planner.shelf(true)).toEqual({});
      await notice(other, 'notice.erased').getByRole('button', { name: text('notice.seen') }).click();
      await expect(notice(other, 'notice.erased')).toHaveCount(0);
      await other.visit('/questions/concern');
      await other.choose(text('concern.melasma.name'));
      expect(await other.saved()).toEqual({ v: 1, concern: 'melasma' });
      await planner.visit('/');
      await expect(planner.main.getByRole('radio', { name: text('concern.melasma.name'), exact: true })).toBeChecked();
    });

    test('what is tapped just before the page is loaded again or closed is kept', async ({ planner, other }) => {
      await planner.openAs(clear, '/questions/severity');
      await other.open('/checklist/aftercare/1');
      await planner.page.evaluate(() => {
        document.querySelector<HTMLInputElement>('main input[type=radio]:not(:checked)')?.click();
        location.reload();
      });
      await expect.poll(async () => (await other.saved()).severity).not.toBe(clear.severity);
      await planner.seeReady();
      const id = await other.main.getByRole('checkbox').first().getAttribute('id');
      await other.page.evaluate((id) => document.getElementById(id!)?.click(), id);
      // It closes some time after it was asked to.
      await Promise.all([other.page.waitForEvent('close'), other.page.close({ runBeforeUnload: true })]);
      await expect.poll(() => planner.savedTicks()).toHaveLength(1);
    });
  });
}

test('what is tapped while another window holds the turn is kept when the page goes', async ({ planner, other }) => {
  await planner.openAs(clear, '/questions/severity');
  await other.open('/checklist/aftercare/1');
  // Put to sleep with the turn in its hand.
  await other.page.evaluate((name) => { navigator.locks.request(name, () => new Promise(() => {})); }, PREFIX);
  await planner.page.evaluate(() => {
    document.querySelector<HTMLInputElement>('main input[type=radio]:not(:checked)')?.click();
    location.reload();
  });
  await other.page.close();
  await planner.seeReady();
  await expect.poll(async () => (await planner.saved()).severity).not.toBe(clear.severity);
});

test('a turn that never comes holds nothing up for good', async ({ planner, other }) => {
  await planner.openAs(clear, '/questions/severity');
  await other.open('/');
  await other.page.evaluate((name) => { navigator.locks.request(name, () => new Promise(() => {})); }, PREFIX);
  await planner.choose(text('concern.acne_scars.severity.severe'));
  const profile = () => planner.page.evaluate((key) => localStorage.getItem(key), `${PREFIX}profile`);
  await expect.poll(profile).toContain('severe');
  await planner.seeSaving('saving.kept');
});

test('two windows that change the same record in the same moment both get what they said', async ({ planner, other }) => {
  await planner.openAs(clear, '/checklist/aftercare/1');
  await other.open('/checklist/aftercare/1');
  // Both wait for the same turn, which a third one has.
  await holdTurn(other.page);
  await planner.tick(text('after.cool_pack'));
  await other.tick(text('after.gentle_cleanser'));
  await other.page.evaluate(() => (window as unknown as { free: () => void }).free());
  // Each waits for a turn of its own.
  await expect.poll(() => planner.savedTicks()).toEqual(['aftercare/1/cool_pack', 'aftercare/1/gentle_cleanser']);
  await expect(planner.box(text('after.gentle_cleanser'))).toBeChecked();
  await expect(other.box(text('after.cool_pack'))).toBeChecked();
});

test('the same answer given in both in the same moment: the later one holds in both', async ({ planner, other }) => {
  await planner.openAs(clear, '/questions/severity');
  await other.open('/questions/severity');
  await holdTurn(other.page);
  await planner.page.clock.setFixedTime(`${TODAY}T10:00:01Z`);
  await planner.choose(text('concern.acne_scars.severity.severe'));
  await other.page.clock.setFixedTime(`${TODAY}T10:00:02Z`);
  await other.choose(text('concern.acne_scars.severity.mild'));
  await other.page.evaluate(() => (window as unknown as { free: () => void }).free());
  await expect.poll(async () => (await planner.saved()).severity).toBe('mild');
  await expect(severity(planner, 'mild')).toBeChecked();
  await expect(severity(other, 'mild')).toBeChecked();
});

test('a session booked and a rule set in one window are in the other at once', async ({ planner, other }) => {
  await planner.openAs(clear, '/sessions/2', HELD);
  await other.open('/sessions');
  await expect(other.main.locator('.visits > li').first()).toBeVisible();
  await planner.type(text('visit.book.day'), '2026-12-29');
  await planner.press(text('visit.book.save'));
  await expect(other.main.getByText('29 Dec 2026').first()).toBeVisible();

  await other.visit('/today');
  const make_up = () => other.main.locator('.waits > li').filter({ has: other.page.getByText(text('limit.make_up.label'), { exact: true }) });
  await expect(make_up()).toBeVisible();
  await planner.visit('/today/rules');
  await planner.type(text('limit.make_up.label'), '3');
  await planner.main.getByRole('button', { name: text('rules.save') }).last().click();
  await expect(make_up()).toContainText(text('clinic.gate.between').split('.')[0]);
});

test('a diary entry written, changed and deleted in one window is so in the other at once', async ({ planner, other }) => {
  await planner.openAs(clear, '/diary/entry', HELD);
  await other.open('/diary');
  await expect(other.main.getByText(text('diary.empty'))).toBeVisible();
  await planner.field(text('entry.note')).fill('It went fine.');
  await planner.press(text('entry.save'));
  await expect(other.main.locator('.diary-note')).toHaveText('It went fine.');
  await other.main.getByRole('button', { name: new RegExp(`^${text('diary.delete_entry')}:`) }).click();
  await expect(other.main.locator('.diary-note')).toHaveCount(0);
  await expect(planner.main.locator('.diary-note')).toHaveCount(0);
  expect(await planner.savedAll()).not.toHaveProperty([entry(TODAY)]);
});

test('a deleted entry stays deleted though the other window has its page open', async ({ planner, other }) => {
  await planner.openAs(clear, '/diary', { ...HELD, [entry('2026-11-30')]: { v: 1, note: 'A little dry.' } });
  await other.open('/diary');
  await other.main.getByRole('button', { name: new RegExp(`^${text('diary.change_entry')}:`) }).click();
  await expect(other.field(text('entry.note'))).toHaveValue('A little dry.');
  await planner.main.getByRole('button', { name: new RegExp(`^${text('diary.delete_entry')}:`) }).click();
  await expect(planner.main.getByRole('button', { name: text('diary.undo'), exact: true })).toBeVisible();
  expect(await planner.savedAll()).not.toHaveProperty([entry('2026-11-30')]);
  // The page stays that of its day, with nothing on it; saved as it stands there is nothing to save.
  await expect(other.field(text('entry.note'))).toHaveValue('');
  await expect(other.field(text('entry.day'))).toHaveValue('2026-11-30');
  await other.press(text('entry.save'));
  await expect(other.main.getByRole('alert')).toBeVisible();
  await other.visit('/diary');
  await other.seeHeading(text('diary.title'));
  expect(await planner.savedAll()).not.toHaveProperty([entry('2026-11-30')]);
  await expect(planner.main.getByText('A little dry.')).toHaveCount(0);
  await expect(other.main.getByText('A little dry.')).toHaveCount(0);
});

test('what is half typed is not lost to another window, which is said, and what it did can be looked at', async ({ planner, other }) => {
  await planner.openAs(clear, '/questions/severity');
  await other.open('/');
  await other.visit('/questions/age');
  await other.field(text('form.age')).click();
  await other.field(text('form.age')).pressSequentially('5');
  const typed = await other.field(text('form.age')).inputValue();
  await planner.visit('/questions/age');
  await planner.type(text('form.age'), '51');
  await planner.field(text('form.age')).blur();
  await expect(notice(other, 'notice.changed')).toBeVisible();
  await expect(other.field(text('form.age'))).toHaveValue(typed);
  await expect(other.field(text('form.age'))).toBeFocused();
  await notice(other, 'notice.changed').getByRole('button', { name: text('notice.show') }).click();
  await expect(other.field(text('form.age'))).toHaveValue('51');
  await expect(notice(other, 'notice.changed')).toHaveCount(0);
});

test('words half written in the diary are not lost to another window', async ({ planner, other }) => {
  await planner.openAs(clear, '/checklist/aftercare/1', HELD);
  await other.open('/diary/entry');
  await other.field(text('entry.note')).click();
  await other.field(text('entry.note')).pressSequentially('It itch');
  await planner.tick(text('after.cool_pack'));
  await planner.visit('/questions/severity');
  await planner.choose(text('concern.acne_scars.severity.severe'));
  await expect(notice(other, 'notice.changed')).toBeVisible();
  await expect(other.field(text('entry.note'))).toHaveValue('It itch');
  await other.field(text('entry.note')).pressSequentially('es');
  await other.press(text('entry.save'));
  await expect(other.main.locator('.diary-note')).toHaveText('It itches');
  expect((await other.saved()).severity).toBe('severe');
});

test('while another window changes things, focus and place on the page stay', async ({ planner, other }) => {
  await planner.openAs(clear, '/checklist/aftercare/1', HELD);
  await other.open('/');
  // A person who came from another screen, and is far down on this one.
  await other.visit('/checklist/aftercare/1');
  await other.seeHeading(text('checklist.aftercare.title'));
  const last = other.main.getByRole('checkbox').last();
  await last.focus();
  const id = (await last.getAttribute('id'))!;
  const where = () => other.page.evaluate(() => [document.activeElement?.id, Math.round(scrollY)]);
  const before = await where();
  expect(before[0]).toBe(id);
  expect(before[1]).toBeGreaterThan(200);
  await planner.tick(text('after.cool_pack'));
  await expect(other.box(text('after.cool_pack'))).toBeChecked();
  await expect.poll(where).toEqual(before);

  // Where the screen has to be drawn anew.
  await other.visit('/evidence/acne_scars');
  await expect(other.main.getByRole('heading', { level: 1 })).toBeFocused();
  await other.visit('/plan');
  const link = other.main.getByRole('link', { name: `${text('plan.before')}: ${text('timeline.session', { n: 2 })}`, exact: true });
  await link.focus();
  const place = () => other.page.evaluate(() => [document.activeElement?.textContent, Math.round(scrollY)]);
  const there = await place();
  expect(there[1]).toBeGreaterThan(200);
  await planner.visit('/questions/price');
  await planner.type(text('form.price'), '350');
  await planner.field(text('form.price')).blur();
  await expect(other.main.getByText(money(35000, 'GBP')).first()).toBeVisible();
  await expect.poll(place).toEqual(there);
});

test('a field that has focus, with nothing typed yet, has it still and says what the other window said', async ({ planner, other }) => {
  await planner.openAs(clear, '/questions/age');
  await other.open('/questions/age');
  await other.field(text('form.age')).click();
  await planner.type(text('form.age'), '51');
  await planner.field(text('form.age')).blur();
  await expect(other.field(text('form.age'))).toHaveValue('51');
  await expect(other.field(text('form.age'))).toBeFocused();
  await other.field(text('form.age')).pressSequentially('0');
  await expect(other.field(text('form.age'))).toHaveValue(/0/);
  expect((await other.saved()).age).toBe(51);
});

test('what was erased in one window stands on no screen of the other, also beside something half typed', async ({ planner, other }) => {
  await planner.openAs(clear, '/answers');
  await other.open('/questions/age');
  await other.field(text('form.age')).click();
  await other.field(text('form.age')).pressSequentially('5');
  await eraseAll(planner);
  await expect(notice(other, 'notice.erased')).toBeVisible();
  await expect(other.main.locator('input')).toHaveCount(0);
  expect(await planner.shelf(true)).toEqual({});
});

test('a window that slept while everything was erased brings nothing back', async ({ planner, other }) => {
  await planner.openAs(clear, '/answers', HELD);
  await openDeaf(other, '/questions/severity');
  await other.choose(text('concern.acne_scars.severity.severe'));
  await expect.poll(async () => (await planner.saved()).severity).toBe('severe');
  await eraseAll(planner);
  await planner.seeHeading(text('start.title'));
  expect(await planner.shelf(true)).toEqual({});
  await planner.choose(text('concern.melasma.name'));
  await expect.poll(() => planner.saved()).toEqual({ v: 1, concern: 'melasma' });
  await wake(other.page);
  // One answer there: it is the only thing that is new.
  await other.visit('/questions/concern');
  await expect(other.main.getByRole('radio', { name: text('concern.melasma.name'), exact: true })).toBeChecked();
  await other.choose(text('concern.keloid.name'));
  await expect.poll(() => planner.saved()).toEqual({ v: 1, concern: 'keloid' });
});

test('a window that is shown again after everything was erased is empty and says so', async ({ planner, other }) => {
  await planner.openAs(clear, '/answers');
  await openDeaf(other, '/questions/severity');
  await other.choose(text('concern.acne_scars.severity.severe'));
  await expect.poll(async () => (await planner.saved()).severity).toBe('severe');
  await eraseAll(planner);
  await planner.seeHeading(text('start.title'));
  await wake(other.page);
  await expect(notice(other, 'notice.erased')).toBeVisible();
  await expect(severity(other, 'severe')).toHaveCount(0);
  expect(await planner.shelf(true)).toEqual({});
});

test('where the browser itself empties storage, open windows are empty too and say so', async ({ planner, other }) => {
  await planner.openAs(clear, '/plan');
  await expect(planner.section(text('plan.status.ok'))).toBeVisible();
  await other.open('/');
  await other.page.evaluate(() => localStorage.clear());
  await expect(notice(planner, 'notice.erased')).toBeVisible();
  await expect(planner.section(text('plan.status.ok'))).toHaveCount(0);
  expect(await planner.shelf(true)).toEqual({});
});

/** Does something in another page of the same origin in this tab, and comes back when this window has heard of it. */
async function beside(page: Page, act: (prefix: string) => void) {
  await page.evaluate(() => {
    document.body.append(document.createElement('iframe'));
    // After the planner, which listens since before.
    const heard = new Promise<void>((told) => { window.addEventListener('storage', () => told(), { once: true }); });
    Object.assign(window, { heard });
  });
  await page.frames().at(-1)!.evaluate(act, PREFIX);
  await page.evaluate(async () => {
    await (window as unknown as { heard: Promise<void> }).heard;
    document.querySelector('body > iframe')!.remove();
  });
}

test('where a page of the same origin empties what lasts as long as the tab, nothing of the planner is gone', async ({ planner }) => {
  await planner.openAs(clear, '/plan', HELD);
  await expect(planner.section(text('plan.status.ok'))).toBeVisible();
  const before = await planner.shelf(true);
  await planner.page.evaluate(() => sessionStorage.setItem('anything', 'of the page'));
  await beside(planner.page, () => { sessionStorage.clear(); });
  await expect(planner.section(text('plan.status.ok'))).toBeVisible();
  await expect(notice(planner, 'notice.erased')).toHaveCount(0);
  expect(await planner.shelf(true)).toEqual(before);
  // What lasts on the device is another matter.
  await beside(planner.page, () => { localStorage.clear(); });
  await expect(notice(planner, 'notice.erased')).toBeVisible();
});

test('a list that this version does not know takes no tick away', async ({ planner }) => {
  await planner.openAs(clear, '/checklist/aftercare/1');
  await planner.tick(text('after.cool_pack'));
  await beside(planner.page, (prefix) => { localStorage.setItem(`${prefix}ticks:of_later:1`, '{}'); });
  await planner.visit('/checklist/preparation/1');
  await planner.seeTicksOf('preparation', 1);
  await planner.visit('/checklist/aftercare/1');
  await expect(planner.box(text('after.cool_pack'))).toBeChecked();
});

test('a window that keeps nothing on the device has its own memory, whatever other windows keep or erase', async ({ planner, other }) => {
  await planner.openAs(clear, '/saved');
  await planner.press(text('saved.shared.use'));
  await planner.press(text('saved.shared.yes'));
  await planner.seeSaving('saving.shared');
  await other.open('/questions/concern');
  await other.choose(text('concern.melasma.name'));
  await expect.poll(() => other.saved()).toEqual({ v: 1, concern: 'melasma' });
  await other.visit('/answers');
  await eraseAll(other);
  await planner.visit('/answers');
  await expect(planner.main.getByText(text('concern.acne_scars.name'), { exact: true })).toBeVisible();
  await planner.seeSaving('saving.shared');
  await expect(notice(planner, 'notice.erased')).toHaveCount(0);
});

test('sessions that two windows put on days that do not go together are all shown, until one is removed', async ({ planner }) => {
  // As two windows leave them that knew nothing of each other: the second session before the first.
  const booked = sessionsOf([{ day: '2026-12-20' }, { day: '2026-12-10' }]);
  await planner.openAs(clear, '/sessions', { [SESSIONS]: booked });
  const card = planner.section(text('sessions.left_out.title'));
  await expect(card.getByText('10 Dec 2026')).toBeVisible();
  await expect(planner.main.getByText('20 Dec 2026')).toBeVisible();
  await card.getByRole('button', { name: text('sessions.left_out.remove') }).click();
  await planner.press(text('sessions.left_out.yes'));
  await expect(card).toBeHidden();
  await planner.reload();
  await expect(planner.main.getByText('20 Dec 2026')).toBeVisible();
  await expect(card).toBeHidden();
});
