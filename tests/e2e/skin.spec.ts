// The skin cross-section: needles by keyboard and buttons, the marked range by use and area, and the days after.
import { clear, hair } from './people';
import { expect, test, type Planner } from './planner';
import { text } from './words';

const mm = (n: string) => text('skin.mm', { n });

/** A button at its end says that it is off, but still takes a press, which changes nothing. */
async function pressAtTheEnd(planner: Planner, name: string) {
  const button = planner.main.getByRole('button', { name, exact: true });
  await expect(button).toBeDisabled();
  await button.click({ force: true });
}

test('arrows and buttons move the needles a step at a time, stop at both ends and say so', async ({ planner }) => {
  await planner.openAs(clear, '/learn/skin');
  const slider = planner.main.getByRole('slider', { name: text('skin.slider') });
  await expect(slider).toHaveAttribute('aria-valuetext', mm('1'));
  await slider.press('ArrowRight');
  await expect(slider).toHaveAttribute('aria-valuetext', mm('1.25'));
  await expect(planner.main.locator('.skin-cut .needles')).toHaveAttribute('transform', 'translate(0 100)');
  await planner.press(text('skin.less'));
  await planner.press(text('skin.less'));
  await expect(slider).toHaveAttribute('aria-valuetext', mm('0.75'));
  await expect(planner.main.getByText(text('skin.verdict.shallower'))).toBeVisible();
  await slider.press('Home');
  await expect(planner.main.getByText(text('skin.at_min'))).toBeVisible();
  await pressAtTheEnd(planner, text('skin.less'));
  await expect(slider).toHaveValue('25');
  await slider.press('End');
  await expect(planner.main.getByText(text('skin.at_max'))).toBeVisible();
  await expect(planner.main.getByText(text('skin.verdict.deeper'))).toBeVisible();
  await pressAtTheEnd(planner, text('skin.more'));
  await expect(slider).toHaveValue('300');
});

test('the marked range follows the use and the area, and its absence is said', async ({ planner }) => {
  await planner.openAs(hair, '/learn/skin');
  const range = (low: string, high: string) =>
    planner.main.getByText(text('skin.marked.studied', { range: text('sources.mm', { low, high }) }), { exact: true });
  await expect(range('0.5', '1.5')).toBeVisible();
  const band = planner.main.locator('.skin-cut .band rect').first();
  await expect(band).toHaveAttribute('height', '80');
  await planner.field(text('skin.concern')).selectOption('acne_scars');
  await planner.field(text('skin.area')).selectOption('face_cheeks');
  await expect(range('1', '2.5')).toBeVisible();
  await expect(band).toHaveAttribute('height', '120');
  await planner.field(text('skin.area')).selectOption('underarm');
  await expect(planner.main.getByText(text('skin.verdict.nothing'))).toBeVisible();
  await expect(band).toHaveCount(0);
  expect((await planner.saved()).area, 'the answer itself').toBe('scalp');
});

test('the days go on by button, and by themselves until the last', async ({ planner }) => {
  await planner.openAs(clear, '/learn/skin');
  const day = planner.main.getByRole('slider', { name: text('skin.day') });
  const picture = planner.main.locator('.skin-cut.days');
  const says = (n: number) => text('healing.day', { n });
  await expect(day).toHaveAttribute('aria-valuetext', says(0));
  await expect(picture).toHaveClass(/inflammation is-swollen is-warm/);
  for (const n of [1, 3, 7]) {
    await planner.press(text('skin.next'));
    await expect(day).toHaveAttribute('aria-valuetext', says(n));
  }
  await expect(picture).toHaveClass(/proliferation is-warm$/);
  await planner.press(text('skin.before'));
  await expect(day).toHaveAttribute('aria-valuetext', says(3));
  await planner.press(text('skin.play'));
  await expect(day).toHaveAttribute('aria-valuetext', says(7));
  await planner.press(text('skin.pause'));
  await expect(planner.main.getByRole('button', { name: text('skin.play') })).toBeVisible();
  await day.press('End');
  await expect(picture).toHaveClass(/remodelling$/);
});

test.describe('with less motion', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce' } });

  test('each day is a still, and nothing plays', async ({ planner }) => {
    await planner.openAs(clear, '/learn/skin');
    await expect(planner.main.getByRole('button', { name: text('skin.play') })).toBeHidden();
    await planner.press(text('skin.next'));
    const fade = planner.main.locator('.days .holes');
    expect(await fade.evaluate((group) => getComputedStyle(group).transitionDuration)).toMatch(/^0m?s$/);
  });
});
