// What the journey of walk.mjs passes by: every other screen, with all on it that can be opened, chosen, moved, typed into or
// pressed, up to some of each; another language and back; the ways to carry a plan along; and at last everything erased.

/** Screens by address, in the order of the visit. */
const SCREENS = [
  '/learn/skin', '/learn/healing', '/learn/uses', '/options', '/evidence', '/evidence/melasma', '/evidence/areas', '/estimator',
  '/understanding', '/today/rules', '/diary/photos', '/about', '/privacy', '/settings', '/take/restore', '/take',
];
/** Of each kind of control on a screen, how many are tried. */
const EACH = 4;

/** All taps and keys on those screens, of a page on which the planner runs. */
export async function further(page, press, type, key) {
  const main = page.locator('main');
  // What is on its way is awaited: its frames are not of the next tap.
  const settled = () => page.waitForFunction(() => !document.querySelector('main .screen.room, main [aria-busy="true"]'));
  const visit = async (address) => {
    await page.evaluate((address) => {
      document.querySelector('main h1').dataset.before = '';
      location.hash = address;
    }, address);
    await page.locator('main h1:not([data-before])').waitFor();
    await settled();
  };
  /** Does something with each of the controls that are seen, as many as there are by then. */
  const each = async (selector, act) => {
    for (let place = 0; place < EACH; place += 1) {
      const all = main.locator(selector);
      if (place >= await all.count()) return;
      await act(all.nth(place));
      await settled();
    }
  };
  const everything = async (name) => {
    await each('summary:visible', (row) => press(`${name}: open a row`, row));
    await each('.option:visible > label', (label) => press(`${name}: choose`, label));
    await each('select:visible', (select) => key(`${name}: choose from a list`, select, 'ArrowDown'));
    await each('input[type=range]:visible', (range) => key(`${name}: move`, range, 'ArrowRight'));
    await each('input[inputmode]:visible, input[type=search]:visible, textarea:visible:not([readonly])', async (field) => {
      await press(`${name}: into a field`, field);
      await type(`${name}: type`, '30');
    });
    await each('button[type=button]:visible:not([disabled], .ask-twice *)', (button) => press(`${name}: press`, button));
  };

  for (const address of SCREENS) {
    await visit(address);
    await everything(address);
  }
  await visit('/saved');
  await everything('/saved');
  await visit('/settings');
  for (const language of ['fr', 'en']) {
    await press(`settings: language ${language}`, main.locator(`a[href="#/language/${language}"]`));
    await page.locator(`#planner[lang="${language}"]`).waitFor();
    await settled();
  }
  await visit('/saved');
  await press('saved: erase', main.locator('section:last-of-type button.link').last());
  await press('saved: erase, yes', main.locator('.ask-twice button').first());
}
