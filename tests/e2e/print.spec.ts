// On paper: the plan is one page of A4 and of Letter, and says all it must. screens.spec.ts looks at paper on every screen.
import { checksWith, clear, hair, like, type Kept } from './people';
import { expect, test, type Planner } from './planner';
import { crowded, notNow, ready } from './screens';
import { text } from './words';

test.describe.configure({ timeout: 90_000 });

/** How many pages the browser prints. */
async function pages(planner: Planner, format: string): Promise<number> {
  const pdf = await planner.page.pdf({ format });
  return pdf.toString('latin1').match(/\/Type\s*\/Page[^s]/g)?.length ?? 0;
}

/** Words of the drawing of time that stand on one another, as it is printed. */
async function onOneAnother({ page, main }: Planner): Promise<string[]> {
  await page.emulateMedia({ media: 'print' });
  const found = await main.locator('svg.drawing').evaluateAll((drawings) => drawings.flatMap((drawing) => {
    const words = [...drawing.querySelectorAll('text')].map((text) => ({ text: text.textContent, box: text.getBoundingClientRect() }));
    return words.flatMap(({ text, box }, at) => words.slice(at + 1)
      .filter(({ box: other }) => box.left < other.right - 1 && other.left < box.right - 1 && box.top < other.bottom - 4 && other.top < box.bottom - 4)
      .map((other) => `${text} / ${other.text}`));
  }));
  await page.emulateMedia({ media: null });
  return found;
}

const PEOPLE: [string, Kept][] = [
  ['a day to be ready for and a price', ready],
  ['no day to be ready for', clear],
  ['ask first', like({ age: null, checks: checksWith('medicines', ['anticoagulant'], true) })],
  ['not now', notNow],
  ['24 sessions', hair],
  ['24 sessions, a day to be ready for and every reason to ask', crowded],
];

test('the plan is one page of A4 and of Letter, whatever the answers', async ({ planner }) => {
  for (const [who, answers] of PEOPLE) {
    await planner.openAs(answers, '/plan');
    await expect(planner.main.locator('.plan h1')).toBeVisible();
    for (const format of ['A4', 'Letter']) {
      expect.soft(await pages(planner, format), `${who}, ${format}`).toBe(1);
    }
  }
  // The measure can see a second page.
  await planner.page.evaluate(() => {
    const long = document.createElement('p');
    long.style.height = '30cm';
    document.querySelector('.plan')?.append(long);
  });
  expect(await pages(planner, 'A4')).toBeGreaterThan(1);
});

for (const [language, locale] of [['fr', 'fr-CA'], ['es', 'es-MX']] as const) {
  test.describe(locale, () => {
    test.use({ language, locale });

    test('in longer words too the plan is one page; with 24 sessions and every reason to ask, a second at most', async ({ planner }) => {
      for (const [who, answers] of PEOPLE) {
        await planner.openAs(answers, '/plan');
        await expect(planner.main.locator('.plan h1')).toBeVisible();
        for (const format of ['A4', 'Letter']) {
          expect.soft(await pages(planner, format), `${who}, ${format}`).toBeLessThanOrEqual(answers === crowded ? 2 : 1);
        }
        expect.soft(await onOneAnother(planner), who).toEqual([]);
      }
    });
  });
}

test('on paper a plan still says its status, its range and every session; where there is room, lines to write on', async ({ planner }) => {
  await planner.page.emulateMedia({ media: 'print' });
  await planner.openAs(clear, '/plan');
  await expect(planner.main.locator('.notes')).toBeVisible();
  await planner.openAs(crowded, '/plan');
  await expect(planner.main.locator('.status')).toBeVisible();
  await expect(planner.main.locator('.range')).toBeVisible();
  await expect(planner.main.locator('.schedule li')).toHaveCount(24);
  await expect(planner.main.locator('.schedule li').last()).toBeVisible();
  await expect(planner.page.locator('.foot b')).toBeVisible();
});

test('on paper the grade, what is judgement and how far the studies go are words', async ({ planner }) => {
  await planner.page.emulateMedia({ media: 'print' });
  await planner.openAs(like({ severity: 'mild' }), '/plan');
  const figures = planner.section(text('plan.range_title'));
  for (const id of ['grade.limited', 'basis.partly_judgement', 'plan.honest', 'plan.judge_result']) {
    await expect(figures.getByText(text(id)), id).toBeVisible();
  }
  await expect(figures.getByText(text('plan.see_studies'))).toBeHidden();
  await planner.visit('/learn/uses');
  await planner.seeHeading(text('uses.title'));
  await expect(planner.main.locator('.grade').first()).toBeVisible();
});
