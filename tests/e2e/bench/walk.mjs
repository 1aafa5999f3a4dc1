// Everything a person does, one tap or key after the other, by touch: through every question, the plan, the days after, the
// diary, and what is kept. Each step has a name; `press` and `type` say how it is done and measured.

/** All taps and keys on a page on which the planner has just started. `filled` says that its device holds everything. */
export async function walk(page, filled, press, type) {
  const main = page.locator('main');
  const tap = async (name, what, atStart = false) => {
    const target = typeof what === 'string' ? page.locator(what) : what;
    await target.first().waitFor({ state: 'visible' });
    await press(name, target.first(), atStart);
  };
  const label = (id) => page.locator(`label[for="${id}"]`);
  const go = async (name, link, then) => {
    await tap(name, link);
    await page.locator(then).first().waitFor({ state: 'attached', timeout: 20_000 });
  };
  /** A tap that leads to another address. */
  const on = async (name, what) => {
    const before = page.url();
    await tap(name, what);
    await page.waitForURL((url) => url.href !== before);
    await page.locator('main h1').waitFor({ state: 'attached' });
  };
  const leads = (address) => `main a[href="#${address}"]`;
  const nav = (address) => `nav a[href="#${address}"]`;
  /** Opens everything that can be opened, and closes the first of it. */
  const openAll = async (name) => {
    const all = main.locator('summary:visible');
    const count = Math.min(await all.count(), 12);
    for (let place = 0; place < count; place += 1) await tap(`${name}: open a row`, all.nth(place));
    if (count > 0) await tap(`${name}: close a row`, all);
  };
  const submit = 'main form button[type=submit]:visible';

  // The first page.
  await tap('start: first tap on a concern', label(filled ? 'concern-acne_scars' : 'concern-melasma'));
  // Another concern would take back what was answered for this one.
  if (!filled) await tap('start: another concern', label('concern-acne_scars'));
  await tap('start: open a term', 'main button.term');
  await tap('start: close a term', 'main button.term');
  await go('start: to a step', leads('/learn/preparation'), 'main a[href="#/learn/session"]');
  await go('nav: back to the first page', nav('/'), '#concern-acne_scars');

  if (filled) {
    await go('start: to the plan', leads('/next'), 'main a[href="#/answers"]');
    await go('plan: to the answers', leads('/answers'), 'main a[href="#/questions/severity"]');
    await go('answers: to a question', leads('/questions/recent'), '#check-retinoid');
    await tap('question recent: tick', label('check-retinoid'));
    await tap('question recent: untick', label('check-retinoid'));
    await tap('question recent: none', label('check-none'));
    await go('question recent: continue', submit, 'main a[href="#/questions/severity"]');
  } else {
    await go('start: continue', submit, '#severity-mild');
    for (let left = 24; left > 0; left -= 1) {
      const id = new URL(page.url()).hash.split('/').pop();
      if (id === 'answers') break;
      await tap(`question ${id}: why`, 'main details.why summary');
      if (await main.locator('input[type=radio]').count()) {
        await tap(`question ${id}: choose`, main.locator('.option label'));
        await tap(`question ${id}: not sure`, label(`${id}-not_sure`));
        await tap(`question ${id}: choose`, main.locator('.option label').nth(1));
      } else if (await main.locator('input[type=checkbox]').count()) {
        await tap(`question ${id}: tick`, main.locator('.option label'));
        await tap(`question ${id}: untick`, main.locator('.option label'));
        await tap(`question ${id}: none`, main.locator('label[for$="-none"]'));
      } else {
        const field = main.locator('input:visible');
        const day = (await field.first().getAttribute('type')) === 'date';
        // A day is typed from its first part on.
        await tap(`question ${id}: into the field`, field, true);
        await type(`question ${id}: type`, day ? '12122030' : '30');
      }
      await on(`question ${id}: continue`, submit);
    }
    await go('answers: to a question', leads('/questions/severity'), '#severity-mild');
    await go('question severity: continue', submit, 'main a[href="#/plan"]');
  }

  await go('answers: to the plan', leads('/plan'), 'main a[href="#/answers"]');
  await openAll('plan');
  await tap('plan: open a term', 'main button.term');
  await go('plan: to the sources', leads('/evidence/acne_scars'), 'main a[href^="https:"]');
  await openAll('sources');
  await go('sources: back', leads('/plan'), 'main a[href="#/answers"]');
  await go('plan: to a checklist', leads('/checklist/preparation/1'), '.ticks input');
  for (let row = 1; row < 4; row += 1) await tap('checklist: tick', main.locator('.ticks label').nth(row));
  await tap('checklist: untick', main.locator('.ticks label').nth(1));
  await go('checklist: another session', leads('/checklist/preparation/2'), '[id^="tick-preparation-2-"]');
  await go('checklist: another list', leads('/checklist/aftercare/2'), '[id^="tick-aftercare-2-"]');

  await go('nav: to today', nav('/today'), 'main a[href="#/take"]');
  await openAll('today');
  if (await main.locator('.ticks label').count()) await tap('today: tick', main.locator('.ticks label'));
  await go('today: to all sessions', leads('/sessions'), 'main a[href="#/sessions/2"]');
  await go('sessions: to one', leads('/sessions/1'), '#book-day');
  await tap('session: into the day', '#book-day', true);
  await type('session: type the day', '12122030');
  await tap('session: save the day', 'form:has(#book-day) button[type=submit]');
  await tap('session: into a field', '#place');
  await type('session: type', 'Skin Co');
  await openAll('session');
  await tap('session: save the notes', 'form:has(#place) button[type=submit]');

  await go('nav: to today again', nav('/today'), 'main a[href="#/take"]');
  await go('today: is this normal?', leads('/normal'), '#check-breathing');
  await tap('normal: tick', label('check-breathing'));
  await tap('normal: untick', label('check-breathing'));
  for (const name of ['emergency', 'call']) await on(`normal ${name}: none of these`, submit);
  const signs = main.locator('.option label:visible');
  if (await signs.count()) await tap('normal signs: choose', signs);
  await tap('normal signs: go on', submit);

  await go('nav: to the diary', nav('/diary'), '.diary-groups');
  await go('diary: write', 'main .diary-groups > .row button', '#entry-day');
  await tap('entry: open the signs', 'main summary');
  await tap('entry: choose a strength', label('entry-flaking-little'));
  await tap('entry: choose another', label('entry-flaking-some'));
  await tap('entry: into the note', 'main textarea');
  await type('entry: type a note', 'It went well today.');
  await go('entry: save', submit, '.diary-groups');
  if (await main.locator('summary:visible').count()) await tap('diary: open older days', 'main summary:visible');
  const change = main.locator('.diary-days button.link:visible');
  await go('diary: change an entry', change, '#entry-day');
  await go('entry: back', leads('/diary'), '.diary-groups');
  await tap('diary: delete an entry', change.nth(1));
  await tap('diary: take it back', 'main .diary-said button:visible');
  await go('diary: to the photos', leads('/diary/photos'), '#photo-file');
  await tap('photos: choose a view', label('photo-view-left'));

  await go('header: to what is saved', 'header a.saved', 'main a[href="#/take"]');
  await go('saved: take a copy', leads('/take'), '#discreet');
  await tap('take: discreet', label('discreet'));
  await openAll('take');
  await go('take: the page for the consultation', leads('/take/consultation'), 'main a[href="#/answers"]');

  // No link leads there on a narrow page.
  await page.evaluate(() => { location.hash = '#/for-clinics'; });
  await page.locator('#clinic-name').waitFor();
  await tap('for clinics: into a field', '#clinic-name');
  await type('for clinics: type a name', 'Skin Co');
  await tap('for clinics: into the accent', '#accent');
  await type('for clinics: type an accent', '#336699');
  await tap('for clinics: tick', label('devices-rf'));
  await go('nav: to the first page', nav('/'), '#concern-acne_scars');
}
