// For clinics: the form says what is wrong at its place, the code and the preview follow it, and nothing typed is kept.
import type { Page } from '@playwright/test';

import { expect, test, type Planner } from './planner';
import { text } from './words';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

const open = async (planner: Planner) => {
  await planner.open('/for-clinics');
  await planner.seeHeading(text('clinics.title'));
};

const code = ({ main }: Planner, title: string) => main.getByRole('region', { name: text(title), exact: true });

/** Types into a field and leaves it, which is when the form is read. */
const fill = async ({ main }: Planner, field: string, typed: string) => {
  const input = main.locator(`#${field}`);
  await input.fill(typed);
  await input.blur();
};

test('what is wrong is said at its field, and the code stays as it was', async ({ planner }) => {
  await open(planner);
  await fill(planner, 'clinic-name', 'Example Skin');
  await fill(planner, 'accent', 'green');
  await expect(planner.main.locator('#accent-error')).toHaveText(text('clinics.error.accent'));
  await expect(planner.main.locator('#accent')).toHaveAttribute('aria-invalid', 'true');
  await expect(planner.main.getByText(text('clinics.code.stale'))).toBeVisible();
  await fill(planner, 'booking', 'javascript:alert(1)');
  await fill(planner, 'state-key', 'my key');
  // Rules are folded away: what is wrong in them opens them.
  await planner.main.getByText(text('clinics.rules.title')).click();
  await fill(planner, 'sessions-acne_scars', '9');
  await planner.main.getByText(text('clinics.rules.title')).click();
  await planner.press(text('clinics.check'));
  const summary = planner.main.getByRole('alert');
  await expect(summary.getByRole('button')).toHaveText([
    text('clinics.error.accent'), text('clinics.error.state_key'), text('clinics.error.booking'),
    text('clinics.error.outside', { low: 2, high: 6 }),
  ]);
  await expect(planner.main.locator('#accent')).toBeFocused();
  await summary.getByRole('button').last().click();
  await expect(planner.main.locator('#sessions-acne_scars')).toBeFocused();
  await expect(code(planner, 'clinics.code.html.title')).not.toContainText('javascript:');

  await fill(planner, 'accent', '#7a2b5b');
  await fill(planner, 'booking', 'https://skin.example/book');
  await fill(planner, 'state-key', '');
  await fill(planner, 'sessions-acne_scars', '4');
  await expect(summary).toBeHidden();
  await expect(code(planner, 'clinics.code.html.title')).toContainText('accent="#7a2b5b"');
  await expect(code(planner, 'clinics.code.html.title')).toContainText('{ "concern": "acne_scars", "sessions": 4 }');
  await planner.press(text('clinics.check'));
  await expect(planner.main.getByText(text('clinics.code.ready'))).toBeFocused();
});

test('what is copied is what is shown, and a browser reads it as it was meant', async ({ planner, baseURL }) => {
  await open(planner);
  const name = '</script><img src=x onerror=alert(1)> "A" & \'B\' <!--';
  await fill(planner, 'clinic-name', name);
  await fill(planner, 'phone', '+44 20 7946 0000');
  await planner.main.locator('#clinics-theme').selectOption('dark');
  await expect(code(planner, 'clinics.code.html.title')).toContainText('theme="dark"');
  const shown = await code(planner, 'clinics.code.html.title').innerText();
  await planner.main.getByRole('button', { name: `${text('clinics.code.copy')}: ${text('clinics.code.html.title')}` }).click();
  await expect(planner.main.getByRole('status').filter({ hasText: text('clinics.code.copied') })).toBeVisible();
  expect(await planner.page.evaluate(() => navigator.clipboard.readText())).toBe(shown);

  // On a page without the planner's own policy, as a clinic's may be.
  const blank = await planner.page.context().newPage();
  const read = await blank.evaluate((html) => {
    const page = new DOMParser().parseFromString(html, 'text/html');
    const element = page.querySelector('microneedling-planner')!;
    return {
      tags: [...page.querySelectorAll('*')].map((tag) => tag.localName),
      clinic: JSON.parse(element.querySelector('script')!.textContent!),
      theme: element.getAttribute('theme'),
      script: page.querySelector('script[src]')!.getAttribute('src'),
    };
  }, shown);
  expect(read.clinic).toEqual({ name, phone: '+44 20 7946 0000' });
  expect(read.theme).toBe('dark');
  expect(read.script).toBe(new URL('embed.js', baseURL).href);
  expect(read.tags).toEqual([
    'html', 'head', 'style', 'body', 'microneedling-planner', 'script', 'p', 'p', 'a', 'script',
  ]);

  // The address of the frame without a script holds the same, and nothing that ends it.
  await planner.main.getByText(text('clinics.code.frame.title'), { exact: true }).click();
  const frame = await blank.evaluate((html) => {
    const made = new DOMParser().parseFromString(html, 'text/html').querySelector('iframe')!;
    return { src: made.src, title: made.title, sandbox: made.getAttribute('sandbox') };
  }, await code(planner, 'clinics.code.frame.title').innerText());
  const options = JSON.parse(decodeURIComponent(frame.src.split('#options=')[1]));
  expect(JSON.parse(options.clinic).name).toBe(name);
  expect(options.theme).toBe('dark');
  expect(frame.title).toBe(text('app.name'));
  expect(frame.sandbox).toContain('allow-scripts allow-same-origin');
});

test('the colour is shown as the planner will draw it', async ({ planner }) => {
  await open(planner);
  for (const accent of ['#ffd500', '#7a2b5b', '#000000', '#ffffff', '#00ff00', '#1a1aff']) {
    await fill(planner, 'accent', accent);
    await expect(planner.main.locator('input[type=color]')).toHaveValue(accent);
    for (const colorScheme of ['light', 'dark'] as const) {
      await planner.page.emulateMedia({ colorScheme });
      const { told, drawn } = await planner.page.evaluate(({ accent, scheme }) => {
        const picture = document.querySelector(`svg[aria-labelledby="swatch-${scheme}"]`)!;
        const root = document.documentElement;
        root.style.setProperty('--planner-accent', accent);
        const pen = Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d')!;
        const probe = document.createElement('i');
        probe.style.color = 'var(--accent)';
        document.getElementById('planner')!.append(probe);
        pen.fillStyle = getComputedStyle(probe).color;
        probe.remove();
        root.style.removeProperty('--planner-accent');
        pen.fillRect(0, 0, 1, 1);
        const drawn = [...pen.getImageData(0, 0, 1, 1).data].slice(0, 3);
        const hex = picture.querySelectorAll('g')[1].getAttribute('fill')!;
        return { told: [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)), drawn };
      }, { accent, scheme: colorScheme });
      const off = told.map((channel, at) => Math.abs(channel - drawn[at]));
      expect.soft(Math.max(...off), `${accent} in ${colorScheme}: ${told} against ${drawn}`).toBeLessThanOrEqual(2);
    }
  }
  await expect(planner.main.locator('#swatch-light')).toContainText('4.5');
});

/** The planner in the preview, in either mode. */
const inside = (page: Page, mode: string) =>
  mode === 'frame'
    ? page.frameLocator('microneedling-planner iframe').locator('#planner')
    : page.locator('microneedling-planner .planner');

test('the preview is the planner itself, in both modes, and follows what is typed', async ({ planner }) => {
  test.setTimeout(40_000);
  await open(planner);
  const element = planner.main.locator('microneedling-planner');
  await element.scrollIntoViewIfNeeded();
  for (const mode of ['frame', 'inline']) {
    const modes = planner.main.getByRole('group', { name: text('clinics.mode.label'), exact: true });
    await modes.getByRole('button', { name: text(`clinics.mode.option.${mode}`), exact: true }).click();
    await expect(element).toHaveAttribute('data-state', 'ready', { timeout: 15_000 });
    await expect(element).toHaveAttribute('mode', mode);
    await expect(inside(planner.page, mode).getByText(text('start.title')).first()).toBeVisible();
    // In place: the planner that runs there goes on.
    await element.evaluate((element) => { element.dataset.same = ''; });
    const accent = mode === 'frame' ? '#7a2b5b' : '#204080';
    await fill(planner, 'accent', accent);
    const worn = () => inside(planner.page, mode).evaluate((root) => getComputedStyle(root).getPropertyValue('--planner-accent').trim());
    await expect.poll(worn).toBe(accent);
    await expect(element).toHaveAttribute('data-same');
    for (const [width, pixels] of [['phone', 360], ['column', 320]] as const) {
      await planner.main.getByRole('button', { name: text(`clinics.preview.${width}`), exact: true }).click();
      await expect.poll(() => element.evaluate((element) => element.getBoundingClientRect().width)).toBe(pixels);
    }
  }
});

test('nothing typed is kept or leaves', async ({ planner }) => {
  const asked: string[] = [];
  planner.page.on('request', (request) => asked.push(request.url() + (request.postData() ?? '')));
  await open(planner);
  await fill(planner, 'clinic-name', 'Zyxwv Clinic');
  await fill(planner, 'state-key', 'zyxwv');
  await planner.press(text('clinics.check'));
  await expect(planner.main.getByText(text('clinics.code.ready'))).toBeVisible();
  const kept = await planner.page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, location.href]));
  expect(kept.toLowerCase()).not.toContain('zyxwv');
  expect(asked.join('\n').toLowerCase()).not.toContain('zyxwv');
  await planner.visit('/learn/uses');
  await planner.seeHeading(text('uses.title'));
  await planner.follow(text('clinics.link'));
  await planner.seeHeading(text('clinics.title'));
  await expect(planner.main.locator('#clinic-name')).toHaveValue('');
});
