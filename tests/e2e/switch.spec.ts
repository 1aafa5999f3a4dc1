// Another language where the person stands: the screen does not go away, what lay open does, what was chosen, typed or
// begun there is still there, and a language that cannot be had whole changes nothing.
import { clear } from './people';
import { expect, test, type Planner } from './planner';
import { questionTitle, said, text } from './words';

/** Asks for a language where the person stands; a link in the foot does the same, further down. */
async function speak(planner: Planner, tag: string) {
  await planner.visit(`/language/${tag}`);
  await expect(planner.root).toHaveAttribute('lang', tag);
}

/** Notes every time that the screen says it is loading. */
async function watchForLoading(planner: Planner, tag: string) {
  await planner.page.evaluate((words) => {
    const seen: string[] = [];
    Object.assign(window, { seen });
    const look = () => words.forEach((word) => document.querySelector('main')?.textContent?.includes(word) && seen.push(word));
    new MutationObserver(look).observe(document.querySelector('#planner')!, { childList: true, subtree: true });
  }, [text('app.loading'), said(tag, 'app.loading')]);
  return () => planner.page.evaluate(() => (window as unknown as { seen: string[] }).seen);
}

test('the evidence stays: what lies open does, what is in sight stays in sight, and focus stays', async ({ planner, page }) => {
  await planner.openAs(clear, '/evidence');
  await planner.field(text('evidence.filter.ground')).selectOption({ label: text('evidence.ground.read') });
  const folds = planner.main.locator('details.evidence-fold');
  await folds.nth(3).locator('summary').click();
  const row = folds.nth(3).locator('.evidence-rows > li').nth(2);
  const link = row.locator('.to-row');
  await link.focus();
  await row.evaluate((row) => window.scrollBy(0, row.getBoundingClientRect().top - 90));
  const heading = row.locator('.what');
  const place = (await heading.boundingBox())!.y;
  const seen = await watchForLoading(planner, 'fr');

  await speak(planner, 'fr');
  await planner.seeHeading(said('fr', 'evidence.title'));
  await expect(folds.nth(3)).toHaveAttribute('open', '');
  await expect(folds.nth(2)).not.toHaveAttribute('open', '');
  await expect(link).toBeFocused();
  await expect.poll(async () => Math.abs((await heading.boundingBox())!.y - place)).toBeLessThan(2);
  expect(await seen()).toEqual([]);
});

test('the options stay, without saying that they are loading', async ({ planner, page }) => {
  await planner.openAs(clear, '/options');
  const rows = planner.main.getByRole('table').getByRole('row');
  await expect(rows.nth(5)).toBeVisible();
  await rows.nth(5).evaluate((row) => window.scrollBy(0, row.getBoundingClientRect().top - 40));
  const top = await page.evaluate(() => window.scrollY);
  expect(top).toBeGreaterThan(0);
  const seen = await watchForLoading(planner, 'es');
  await speak(planner, 'es');
  await planner.seeHeading(said('es', 'options.title'));
  await expect(rows.nth(5)).toBeVisible();
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(top / 2);
  expect(await seen()).toEqual([]);
});

test('where some of a language cannot be had, the screen stays in the one that is spoken, and says so', async ({ planner, page }) => {
  const files = '**/proofs.fr.json';
  await page.route(files, (route) => route.abort());
  await planner.openAs(clear, '/about');
  await planner.seeHeading(text('about.title'));
  await planner.visit('/language/fr');
  await expect(planner.main).toContainText(text('notice.no_language'));
  await planner.seeHeading(text('about.title'));
  await expect(planner.root).toHaveAttribute('lang', 'en');
  await page.unroute(files);
  await speak(planner, 'fr');
  await planner.seeHeading(said('fr', 'about.title'));
  expect(planner.problems.splice(0).length).toBeGreaterThan(0);
});

test('the questions go on where the person is, and begin anew when they come again', async ({ planner }) => {
  await planner.openAs(clear, '/plan');
  await planner.follow(text('plan.to_understanding'));
  const question = (id: string, tag = 'en') => planner.main.getByRole('heading', { level: 2, name: said(tag, id), exact: true });
  const choose = async () => planner.tap(planner.main.getByRole('radio').first());
  await choose();
  await planner.press(text('understanding.check'));
  await planner.press(text('understanding.next_one'));
  await expect(question('understanding.first.ask')).toBeVisible();
  await choose();
  await planner.press(text('understanding.check'));
  const status = planner.main.getByRole('status');
  await expect(status).not.toBeEmpty();

  await speak(planner, 'fr');
  await expect(question('understanding.first.ask', 'fr')).toBeVisible();
  await expect(planner.main.getByRole('radio').first()).toBeChecked();
  await expect(status, 'what was looked at').not.toBeEmpty();
  await planner.press(said('fr', 'understanding.next_one'));
  await expect(question('understanding.sure.ask', 'fr')).toBeVisible();

  await planner.visit('/plan');
  await expect(planner.main.locator('.plan h1')).toBeVisible();
  await planner.visit('/understanding');
  await expect(question('understanding.range.ask', 'fr')).toBeVisible();
});

test('what was changed in the estimator’s copy is still changed, what moved is said, and coming again begins anew', async ({ planner }) => {
  await planner.openAs(clear, '/estimator');
  await planner.seeHeading(text('estimator.title'));
  await planner.field(questionTitle('severity', 'acne_scars')).selectOption('mild');
  await planner.field(text('form.age')).fill('old');
  await planner.field(text('form.age')).blur();
  await expect(planner.main.locator('#try-age-error')).toBeVisible();

  await speak(planner, 'fr');
  await planner.seeHeading(said('fr', 'estimator.title'));
  const strong = planner.main.locator('#try-severity');
  await expect(strong).toHaveValue('mild');
  await expect(planner.main.locator('#try-age')).toHaveValue('old');
  await expect(planner.main.locator('#try-age-error')).toContainText(said('fr', 'error.age_not_number'));
  await expect(planner.main.locator('.try-now').getByRole('status')).toContainText(said('fr', 'estimator.try.wrong'));
  await strong.selectOption('severe');
  await speak(planner, 'es');
  await expect(planner.main.locator('.try-now').getByRole('status')).toContainText(said('es', 'estimator.of.sessions'));

  await planner.visit('/plan');
  await expect(planner.main.locator('.plan h1')).toBeVisible();
  await planner.visit('/estimator');
  await expect(strong).toHaveValue('moderate');
});

test('a restore link that was made is there in the other language, with its address, until the person leaves', async ({ planner }) => {
  await planner.openAs(clear, '/take');
  await planner.press(text('carry.link.make'));
  const field = planner.main.locator('#carry-link');
  await expect(field).not.toHaveValue('');

  await speak(planner, 'fr');
  await planner.seeHeading(said('fr', 'take.title'));
  await expect(field).toHaveValue(/\/fr\/#\/take\/restore\/./);

  await planner.visit('/plan');
  await expect(planner.main.locator('.plan h1')).toBeVisible();
  await planner.visit('/take');
  await planner.seeHeading(said('fr', 'take.title'));
  await expect(field).toBeHidden();
});
