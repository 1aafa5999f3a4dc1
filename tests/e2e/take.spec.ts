// Taking things along: the calendar file, read by a parser that is not ours, its ways out of the app, and the sheet for
// the consultation.
import { readFile } from 'node:fs/promises';

import ICAL from 'ical.js';

import { ANSWERS, CALENDAR, SESSIONS, TICKS, clear, like, sessionsOf, type Kept } from './people';
import { expect, test, type Planner } from './planner';
import { crowded, notNow, ready } from './screens';
import { text } from './words';

interface Entry {
  uid: string;
  sequence: number;
  title: string;
  start: string;
  status: string;
  place: string;
  alarm?: string;
}

/** The entries of a file, as ical.js reads them. */
function entries(file: string): Entry[] {
  const calendar = new ICAL.Component(ICAL.parse(file));
  return calendar.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component);
    const alarm = component.getFirstSubcomponent('valarm');
    return {
      uid: event.uid,
      sequence: event.sequence,
      title: event.summary,
      start: event.startDate.toString(),
      status: String(component.getFirstPropertyValue('status')),
      place: event.location ?? '',
      alarm: alarm?.getFirstPropertyValue('trigger')?.toString(),
    };
  });
}

/** Presses the button and reads the file it saves. */
async function save(planner: Planner): Promise<string> {
  const download = planner.page.waitForEvent('download');
  await planner.press(text('take.calendar.save'));
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^[a-z]+\.ics$/);
  return readFile(await file.path(), 'utf8');
}

const booked = (day: string, more: Kept = {}) => sessionsOf([{ day, ...more }]);

async function openWith(planner: Planner, answers: Kept, sessions: Kept, address = '/take') {
  await planner.keptBefore({ [ANSWERS]: answers, [SESSIONS]: sessions });
  await planner.open(address);
}

/** The titles on the page, in the list of what goes into the file. */
async function listed(planner: Planner): Promise<string[]> {
  await planner.main.getByText(text('take.calendar.in_it')).click();
  return planner.main.locator('.entries > li > span:nth-of-type(2)').allTextContents();
}

test('the saved file holds what the page lists, and another parser reads it', async ({ planner }) => {
  await openWith(planner, clear, booked('2027-01-04', { time: '14:30', place: 'High Street 5' }));
  const file = await save(planner);
  const found = entries(file);
  expect(found.map(({ title }) => title)).toEqual(await listed(planner));
  expect(found.length).toBeGreaterThan(10);
  expect(new Set(found.map(({ uid }) => uid)).size).toBe(found.length);

  const first = found.find(({ uid }) => uid.includes('-s-1-1@'));
  expect(first).toMatchObject({ start: '2027-01-04T14:30:00Z', status: 'CONFIRMED', place: 'High Street 5', alarm: '-P1D' });
  const second = found.find(({ uid }) => uid.includes('-s-1-2@'));
  expect(second).toMatchObject({ start: '2027-02-01', status: 'TENTATIVE', alarm: '-PT15H' });
  expect(second?.title).toContain('not booked yet');
  const before = found.find(({ uid }) => uid.includes('-p-1-1-7@'));
  expect(before).toMatchObject({ start: '2026-12-28', alarm: 'PT9H' });
});

test('the file says when things may return after a session, by the strictest source or the clinic’s own rule', async ({ planner }) => {
  const sessions = {
    v: 1,
    later: 0,
    sessions: [
      { course: 1, number: 1, ended: '2026-12-01T09:00Z', offset: 0, zone: 'Europe/London' },
      { course: 1, number: 2, day: '2027-01-04', time: '14:30' },
    ],
    rules: { sweat: 96 },
  };
  await openWith(planner, clear, sessions);
  const found = entries(await save(planner));
  const gate = (key: string) => found.find(({ uid }) => uid.includes(`-g-${key}@`));
  expect(gate('1-1-make_up')).toMatchObject({
    start: '2026-12-03T09:00:00Z',
    title: text('calendar.returns', { what: text('limit.make_up.label') }),
  });
  expect(gate('1-1-sweat')?.start).toBe('2026-12-05T09:00:00Z');
  // A session still to come counts from its likely end, 75 minutes after it begins.
  expect(gate('1-2-make_up')?.start).toBe('2027-01-06T15:45:00Z');
  expect(gate('1-1-daily_spf'), 'what is kept up has no end to wait for').toBeUndefined();
});

test('after a session has moved, the next file updates the same entries', async ({ planner }) => {
  await openWith(planner, clear, booked('2027-01-04'));
  const before = entries(await save(planner));
  const again = entries(await save(planner));
  expect(again.map(({ uid, sequence }) => [uid, sequence])).toEqual(before.map(({ uid, sequence }) => [uid, sequence]));

  await openWith(planner, clear, booked('2027-01-11'));
  const after = entries(await save(planner));
  const session = (all: Entry[]) => all.find(({ uid }) => uid.includes('-s-1-1@'));
  expect(session(after)?.uid).toBe(session(before)?.uid);
  expect(session(after)?.start).toBe('2027-01-11');
  expect(session(after)?.sequence).toBeGreaterThan(session(before)?.sequence ?? NaN);
  expect((await planner.savedAll())[CALENDAR]).toMatchObject({ last: { sequence: 1 } });
});

test('a place of 500 letters with pictures comes out as it was typed', async ({ planner }) => {
  const place = 'Praxis 👩🏾‍⚕️, Straße 5; 2. Stock\\links\n'.repeat(30).slice(0, 490);
  await openWith(planner, clear, booked('2027-01-04', { place }));
  const file = await save(planner);
  for (const line of file.split('\r\n')) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
  expect(entries(file).find(({ uid }) => uid.includes('-s-1-1@'))?.place).toBe(place);
});

test('a discreet file does not say what the appointments are for', async ({ planner }) => {
  await openWith(planner, clear, booked('2027-01-04', { place: 'Skin Clinic' }));
  await planner.tick(text('take.calendar.discreet'));
  const file = await save(planner);
  const titles = new Set(entries(file).map(({ title }) => title));
  expect([...titles].sort()).toEqual([text('calendar.discreet.session'), text('calendar.discreet.step')]);
  expect(file).not.toContain('Skin Clinic');

  // The text that is shown follows the choice, open or not.
  await planner.main.getByText(text('take.text.title')).click();
  const area = planner.field(text('take.text.label'));
  await expect(area).toHaveValue(/^BEGIN:VCALENDAR/);
  await expect(area).not.toHaveValue(/Skin Clinic/);
  await planner.untick(text('take.calendar.discreet'));
  await expect(area).toHaveValue(/Skin Clinic/);
});

test('where the browser shares files, the file can be shared; where it will not, the page says so', async ({ planner }) => {
  await planner.page.addInitScript(() => {
    const shared: { name: string; type: string; text: string }[] = [];
    Object.assign(window, { shared });
    Object.assign(navigator, {
      canShare: () => true,
      share: async ({ files }: ShareData) => {
        for (const file of files ?? []) shared.push({ name: file.name, type: file.type, text: await file.text() });
        if (shared.length > 1) throw new DOMException('', shared.length > 2 ? 'AbortError' : 'NotAllowedError');
      },
    });
  });
  await openWith(planner, clear, booked('2027-01-04'));
  const told = planner.main.locator('.told');
  await planner.press(text('take.calendar.share'));
  await expect(told).toHaveText(text('take.calendar.shared'));
  const [first] = await planner.page.evaluate(() => (window as unknown as { shared: { name: string; text: string }[] }).shared);
  expect(first.name).toBe('microneedling.ics');
  expect(entries(first.text).length).toBeGreaterThan(10);
  await planner.press(text('take.calendar.share'));
  await expect(told).toHaveText(text('take.calendar.not_shared'));
  await planner.press(text('take.calendar.share'));
  await expect(told).toHaveText('');
});

test('where nothing is saved or shared, the text can be copied, and at last taken by hand', async ({ planner }) => {
  await planner.page.addInitScript(() => {
    // As in a browser inside another app: no sharing, and clicks on downloads lead nowhere.
    Object.assign(navigator, { share: undefined, canShare: undefined });
    HTMLAnchorElement.prototype.click = () => {};
    const clipboard = { writeText: async (text: string) => { Object.assign(window, { copied: text }); } };
    Object.defineProperty(navigator, 'clipboard', { configurable: true, get: () => clipboard });
  });
  await openWith(planner, clear, booked('2027-01-04'));
  await expect(planner.main.getByRole('button', { name: text('take.calendar.share'), exact: true })).toHaveCount(0);
  await planner.press(text('take.calendar.save'));
  await expect(planner.main.locator('.told')).toHaveText(text('take.calendar.saved'));
  await planner.press(text('take.calendar.copy'));
  await expect(planner.main.locator('.told')).toHaveText(text('take.calendar.copied'));
  const copied = await planner.page.evaluate(() => (window as unknown as { copied: string }).copied);
  expect(entries(copied).length).toBeGreaterThan(10);

  await planner.page.evaluate(() => Object.defineProperty(navigator, 'clipboard', { configurable: true, value: undefined }));
  await planner.press(text('take.calendar.copy'));
  await expect(planner.main.locator('.told')).toHaveText(text('take.calendar.not_copied'));
  await planner.main.getByText(text('take.text.title')).click();
  const area = planner.field(text('take.text.label'));
  await expect(area).toHaveValue(/^BEGIN:VCALENDAR/);
  expect(entries(await area.inputValue()).length).toBe(entries(copied).length);
});

test('with no plan and no session the button says what is missing', async ({ planner }) => {
  await planner.open('/take');
  await planner.press(text('take.calendar.save'));
  await expect(planner.main.locator('.told')).toHaveText(text('take.calendar.empty'));
  expect(await planner.savedAll()).not.toHaveProperty([CALENDAR]);
});

test('where the app can carry a number, it is how many steps are left today', async ({ planner }) => {
  await planner.page.addInitScript(() => {
    Object.assign(navigator, { setAppBadge: async (count: number) => { Object.assign(window, { badge: count }); } });
  });
  await openWith(planner, clear, booked('2026-12-08'));
  const badge = () => planner.page.evaluate(() => (window as unknown as { badge: number }).badge);
  await expect.poll(badge).toBe(5);
});

test.describe('on paper', () => {
  test('the sheet for the consultation is one page of A4 and of Letter', async ({ planner }) => {
    test.setTimeout(90_000);
    const people: [string, Kept][] = [
      ['nobody', { v: 1 }],
      ['nothing in the way', clear],
      ['a day to be ready for', ready],
      ['not now', notNow],
      ['unfinished', { v: 1, concern: 'burn_scars' }],
      ['24 sessions and every reason to ask', crowded],
    ];
    for (const [who, answers] of people) {
      await openWith(planner, answers, booked('2027-01-04'), '/take/consultation');
      await planner.seeHeading(text('consult.title'));
      for (const format of ['A4', 'Letter']) {
        const pdf = (await planner.page.pdf({ format })).toString('latin1');
        expect.soft(pdf.match(/\/Type\s*\/Page[^s]/g)?.length, `${who}, ${format}`).toBe(1);
      }
    }
    // Whoever has much to talk about gets no lines to write on; whoever has room does.
    await expect(planner.main.locator('.notes')).toHaveCount(0);
    await planner.page.emulateMedia({ media: 'print' });
    await openWith(planner, clear, booked('2027-01-04'), '/take/consultation');
    await expect(planner.main.locator('.notes p').first()).toBeVisible();
    await expect(planner.page.locator('.foot b')).toBeVisible();
  });
});

test('the sheet begins with the questions a person ticked', async ({ planner }) => {
  await planner.keptBefore({
    [ANSWERS]: like({}),
    [TICKS]: { v: 1, ticked: ['questions/0/do_nothing'] },
  });
  await planner.open('/take/consultation');
  const asked = planner.main.locator('.asked li');
  await expect(asked).toHaveCount(10);
  await expect(asked.first()).toHaveText(text('ask.do_nothing'));
});
