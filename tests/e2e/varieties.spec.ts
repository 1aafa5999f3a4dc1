// The variety of a language that the browser speaks: times and days that end with a full stop, the first of a month,
// numbers that come back as they were typed, the money and the emergency number of the place.
import { clear, like, SESSIONS, sessionsOf } from './people';
import { expect, test, type Planner } from './planner';
import { escaped, text } from './words';

/** A session the evening before, and one that is booked for an evening. */
const VISITS = sessionsOf([{ ended: '2026-11-30T18:05Z' }, { day: '2026-12-28', time: '18:30' }]);

const TWICE = /[^.]\.\.(?!\.)/;

/** What the screen says, once it says that. */
async function words(planner: Planner, expected: RegExp): Promise<string> {
  await expect(planner.main).toContainText(expected);
  return planner.main.innerText();
}

for (const [language, locale, ending] of [
  ['en', 'en-CA', /18:05|6:05\sp\.m\./], ['es', 'es-MX', /6:05\sp\.m\./], ['fr', 'fr-CA', /1er déc\./],
] as const) {
  test.describe(locale, () => {
    test.use({ language, locale });

    test('no full stop is said twice on Today, at a session and in the diary', async ({ planner }) => {
      // Brown skin waits with sunscreen until after the last session, which has a sentence of its own that ends with a time.
      await planner.openAs(like({ sun: 5 }), '/today', { [SESSIONS]: VISITS });
      await expect(planner.main.getByRole('heading', { level: 1 })).toBeVisible();
      if (language !== 'fr') expect(await words(planner, ending)).not.toMatch(TWICE);
      await expect(planner.main).toContainText(text('today.last_session').split('{')[0]);
      for (const address of ['/sessions', '/sessions/2', '/sessions/1', '/normal', '/saved', '/checklist/aftercare/1']) {
        await planner.visit(address);
        await expect(planner.main.getByRole('heading', { level: 1 })).toBeVisible();
        expect(await planner.main.innerText(), address).not.toMatch(TWICE);
      }
      await planner.visit('/diary/entry');
      await planner.seeHeading(text('entry.title'));
      await planner.main.locator('#entry-note').fill('x');
      await planner.press(text('entry.save'));
      await planner.seeHeading(text('diary.title'));
      const said = planner.main.getByRole('status').filter({ hasText: text('diary.said.kept').split('{')[0] });
      await expect(said).not.toHaveText(TWICE);
      if (language === 'fr') await expect(said).toContainText('mar. 1er déc.');
    });
  });
}

test.describe('in French, in Canada', () => {
  test.use({ language: 'fr', locale: 'fr-CA' });

  test('a price with a comma comes back with one, in dollars of Canada', async ({ planner }) => {
    await planner.openAs(clear, '/questions/price');
    await planner.seeHeading(text('question.price.title'));
    const currency = planner.field(text('form.currency'));
    await expect(currency).toHaveValue('CAD');
    await planner.type(text('form.price'), '350,50');
    await planner.goOn();
    await planner.visit('/plan');
    await expect(planner.main.locator('.plan h1')).toBeVisible();
    await planner.visit('/questions/price');
    await expect(planner.field(text('form.price'))).toHaveValue('350,50');
    expect(await planner.saved()).toMatchObject({ price: { cents: 35_050, currency: 'CAD' } });
  });

  test('the emergency number of Canada comes first', async ({ planner }) => {
    await planner.openAs(clear, '/normal');
    await planner.seeHeading(text('normal.title'));
    await expect(planner.main).toContainText(new RegExp(`911 au Canada.*${escaped('112 en Europe')}`));
  });
});
