// The evidence: counts and filters, a row's own address before and after everything is here, where sources disagree, and
// the language that sources are told in.
import { readFileSync } from 'node:fs';

import { clear } from './people';
import { expect, test, type Planner } from './planner';
import { counted, text } from './words';

const rows = (name: string) => JSON.parse(readFileSync(new URL(`../../content/evidence/${name}.json`, import.meta.url), 'utf8'));
const details = (name: string, id: string): string =>
  Object.values<string>(JSON.parse(readFileSync(new URL(`../../content/en/details/${name}.json`, import.meta.url), 'utf8'))[id])[0];

const sought = (planner: Planner) => planner.main.locator('[aria-current="true"]');
const choose = (planner: Planner, filter: string, option: string) =>
  planner.field(text(`evidence.filter.${filter}`)).selectOption({ label: text(option) });

test('filters leave what fits, say how much, stay while the planner is open, and can be cleared', async ({ planner }) => {
  await planner.openAs(clear, '/evidence');
  const found = planner.main.locator('.evidence-filters').getByRole('status');
  await expect(found).toHaveText('');
  await expect(planner.section(text('evidence.topics')).getByRole('listitem')).toHaveCount(26);
  await choose(planner, 'ground', 'evidence.ground.not_verified');
  const count = rows('not_verified').length;
  await expect(found).toHaveText(counted('evidence.fits', count));
  await expect(planner.main.locator('.evidence-rows > li')).toHaveCount(count);
  // The concern has no such row.
  await choose(planner, 'concern', 'concern.melasma.name');
  await expect(found).toHaveText(text('evidence.none_fits'));
  await choose(planner, 'ground', 'evidence.filter.any');
  const melasma = planner.main.locator('details', { has: planner.page.getByRole('heading', { name: text('concern.melasma.name'), exact: true }) });
  await expect(melasma).toBeVisible();

  await planner.visit('/plan');
  await planner.visit('/evidence');
  await expect(planner.field(text('evidence.filter.concern'))).toHaveValue('melasma');
  await expect(melasma).toBeVisible();
  await planner.press(text('evidence.filter.clear'));
  await expect(planner.section(text('evidence.topics'))).toBeVisible();
  await expect(planner.field(text('evidence.filter.concern'))).toHaveValue('');
});

test('many rows are drawn topic by topic, when a topic is opened, and all of it works with the keyboard', async ({ planner, page }) => {
  await planner.openAs(clear, '/evidence');
  const ground = planner.field(text('evidence.filter.ground'));
  await ground.focus();
  await page.keyboard.press('ArrowDown');
  await expect(ground).toHaveValue('read');
  const groups = planner.main.locator('details');
  await expect(groups.first()).toBeVisible();
  await expect(planner.main.locator('.evidence-rows > li')).toHaveCount(0);
  await groups.first().locator('summary').focus();
  await page.keyboard.press('Enter');
  await expect(groups.first().locator('.evidence-rows > li').first()).toBeVisible();
  const link = groups.first().getByRole('link', { name: new RegExp(`^${text('evidence.link')}`) }).first();
  await link.focus();
  await page.keyboard.press('Enter');
  await expect(sought(planner)).toBeFocused();
  await expect(sought(planner)).toContainText(text('evidence.here'));
});

test('the address of a row leads to it, whether its file is here or still on the way, and marks it', async ({ planner, page }) => {
  let hold: () => void = () => {};
  const held = new Promise<void>((go) => { hold = go; });
  await page.route('**/details.json', async (route) => {
    await held;
    await route.fallback();
  });
  await planner.openAs(clear, '/evidence/acne_scars/study-alam2014');
  await expect(planner.section(text('counted.title')).getByRole('status')).toHaveText(text('app.loading'));
  await expect(sought(planner)).toHaveCount(0);
  hold();
  await expect(sought(planner)).toBeFocused();
  await expect(sought(planner)).toBeInViewport();
  await expect(sought(planner)).toContainText(details('studies', 'study.acne_scars.alam2014'));

  // A row that lies folded away, and one of the figures: the file is here now.
  await planner.visit('/evidence/acne_scars/rate-h_pih_fabb');
  await expect(sought(planner)).toContainText(details('rates', 'rate.h_pih_fabb.told'));
  await expect(sought(planner)).toBeFocused();
  await planner.visit('/evidence/acne_scars/interval');
  await expect(sought(planner)).toContainText(text('evidence.value.weeks_likely', { range: '2 to 6', likely: 4 }));
  await expect(sought(planner)).toBeFocused();
  await expect(sought(planner)).toBeInViewport();
});

test('a row that is not there is said not to be there, above its topic', async ({ planner }) => {
  await planner.openAs(clear, '/evidence/restrictions/make_upp');
  await expect(planner.main.getByText(text('evidence.no_row', { name: 'make_upp' }))).toBeVisible();
  await expect(planner.main.locator('.evidence-rows > li')).toHaveCount(rows('restrictions').length);
  await expect(sought(planner)).toHaveCount(0);
});

test('where sources disagree both sides stand beside each other, with what the planner does', async ({ planner }) => {
  await planner.openAs(clear, '/evidence/conflicts/needling_alone_acne_scars');
  const row = sought(planner);
  for (const [head, part] of [['a', 'a'], ['b', 'b'], ['planner', 'planner']]) {
    const side = row.locator('.sides > div').filter({ hasText: text(`evidence.conflict.${head}`) });
    await expect(side).toContainText(details('conflicts', `conflict.needling_alone_acne_scars.${part}`));
  }
  const [one, other] = await row.locator('.sides > div').evaluateAll((sides) => sides.map((side) => side.getBoundingClientRect().width));
  expect(one).toBe(other);
  await expect(row.getByRole('link', { name: 'Majid I 2009' })).toBeVisible();
});

test.describe('in French', () => {
  test.use({ language: 'fr', locale: 'fr-CA' });

  test('of a source only what was published is in English', async ({ planner }) => {
    await planner.openAs(clear, '/evidence/phases');
    const references = planner.main.locator('p.source');
    const seeSource = async (id: string, design: string, said: string, unnamed = '') => {
      const { authors, title, journal, year } = rows('sources').find((source: { id: string }) => source.id === id);
      const published = `${authors ? `${authors}. ` : ''}${title}. ${journal ? `${journal}, ` : ''}${year}.`;
      const reference = references.filter({ hasText: title }).first();
      await expect(reference).toHaveText(`${published}${unnamed && ` ${text(unnamed)}`} ${text(design)}. ${said}`);
      await expect(reference.locator('[lang]')).toHaveText([published]);
    };
    // One that was not read, one with words of its own, and one with words that it shares.
    await seeSource('fernandes2005', 'sources.design.technique_paper', text('sources.memory'));
    await planner.visit('/evidence/acne_scars');
    await seeSource('majid2009', 'source.majid2009.design', text('sources.read', { scope: text('source.majid2009.scope') }));
    await seeSource('dogra2014', 'sources.design.single_arm_prospective', text('sources.read', { scope: text('sources.scope.opening') }));
    // What is not named is said in the language spoken.
    const opening = text('sources.read', { scope: text('sources.scope.opening') });
    await seeSource('idoj2024co2', 'source.idoj2024co2.design', opening, 'sources.no_authors');
    await seeSource('meta2022mn', 'sources.design.meta_analysis_12', opening, 'sources.no_authors_or_journal');
    // No other one has more in English.
    const languages = await references.evaluateAll((all) => all.map((reference) =>
      [reference, ...reference.querySelectorAll('*')].map((part) => part.closest<HTMLElement>('[lang]')!.lang).join(' ')));
    expect([...new Set(languages)]).toEqual(['fr en en fr']);
  });

  test('a source whose title is not known says in French what it is about, shortly and in full', async ({ planner }) => {
    const known = rows('sources') as { id: string; journal: string | null; year: number | null; title: string | null }[];
    const seeInFrench = async (id: string, unnamed: string, scope: string) => {
      const { journal, year, title } = known.find((source) => source.id === id)!;
      expect(title).toBeNull();
      const about = text(`source.${id}.title`);
      const published = [journal, year].filter(Boolean).join(', ');
      const missing = [text('sources.no_title'), text(unnamed)].join(' ');
      const reference = planner.main.locator('p.source').filter({ hasText: about });
      const said = `${missing} ${text('sources.design.review_table')}. ${text('sources.read', { scope: text(scope) })}`;
      await expect(reference).toHaveText(`${about}. ${published && `${published}. `}${said}`);
      await expect(reference.locator('[lang]')).toHaveText(published ? [`${published}.`] : []);
    };
    await planner.openAs(clear, '/evidence/conflicts/sweating_score');
    await seeInFrench('hhreview', 'sources.no_authors_or_journal', 'source.hhreview.scope');
    await seeInFrench('mphlreview2022', 'sources.no_authors', 'source.mphlreview2022.scope');
    // Beside what it says it goes by how that begins, next to one that goes by its author.
    const short = sought(planner).locator('.cited small');
    await expect(short).toHaveText(['Kim M 2013', /^Microneedling avec chaleur .*…$/]);
    expect(await short.evaluateAll((all) => all.map((one) => one.closest<HTMLElement>('[lang]')!.lang))).toEqual(['en', 'fr']);
  });

  test('what was noted of a row is said in French', async ({ planner }) => {
    await planner.openAs(clear, '/evidence/aftercare');
    const notes = planner.main.locator('.evidence-rows p.soft');
    const said = (...remarks: string[]) => [text('evidence.remark'), ...remarks.map((remark) => text(`remark.${remark}`))].join(' ');
    const seeOnlyFrench = async () => {
      const languages = await notes.evaluateAll((all) => all.flatMap((note) =>
        [note, ...note.querySelectorAll('*')].map((part) => part.closest<HTMLElement>('[lang]')!.lang)));
      expect([...new Set(languages)]).toEqual(['fr']);
    };
    const noted = rows('aftercare').filter((row: { basis_note?: string }) => row.basis_note);
    await expect(notes).toHaveText(noted.map((row: { basis_note: string }) => said(row.basis_note)));
    await seeOnlyFrench();
    // A row of which two things were noted says one after the other.
    await planner.visit('/evidence/acne_scars');
    await expect(notes.filter({ hasText: text('remark.from_first_session') })).toHaveText(said('acne_scars_first_change', 'from_first_session'));
    await seeOnlyFrench();
  });
});
