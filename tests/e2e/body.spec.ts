// The face and body map and the shapes of scars: a picture never says more than its radio buttons, and never less.
import type { Page } from '@playwright/test';

import { like } from './people';
import { expect, test, type Planner } from './planner';
import { text } from './words';

const AREAS = [
  'face_cheeks', 'face_forehead_nose_eyelid', 'face_around_mouth', 'neck', 'scalp', 'back', 'chest_abdomen',
  'thighs_hips', 'arms_legs', 'underarm',
];

const radio = (planner: Planner, area: string) => planner.main.locator(`#area-${area}`);
const region = (planner: Planner, area: string) => planner.main.locator(`[data-area="${area}"] path:not(.hit)`).first();
const depth = (planner: Planner) => planner.main.getByRole('status');

interface Surface { x: number; y: number; side: number }

/** For each region the middle and the side of the largest square on the screen where a finger hits it. */
async function surfaces(page: Page): Promise<Record<string, Surface>> {
  return page.evaluate(() => {
    const step = 4;
    const map = document.querySelector('.map svg')!;
    map.scrollIntoView({ block: 'start' });
    const box = map.getBoundingClientRect();
    const best: Record<string, Surface> = {};
    let above: [string | undefined, number][] = [];
    for (let y = box.top; y < box.bottom; y += step) {
      const row: typeof above = [];
      for (let x = box.left, column = 0; x < box.right; x += step, column += 1) {
        const area = document.elementFromPoint(x, y)?.closest('[data-area]')?.getAttribute('data-area') ?? undefined;
        const near = [above[column], above[column - 1], row[column - 1]].map((cell) => (cell && cell[0] === area ? cell[1] : 0));
        row.push([area, Math.min(...near) + 1]);
        const side = (row[column][1] - 1) * step;
        if (area && side > (best[area]?.side ?? -1)) best[area] = { x: x - side / 2, y: y - side / 2, side };
      }
      above = row;
    }
    return best;
  });
}

test('a tap on a region of the map chooses its radio button, and is kept', async ({ planner }) => {
  await planner.page.setViewportSize({ width: 390, height: 1000 });
  await planner.openAs(like({ area: null }), '/questions/area');
  await expect(depth(planner)).toContainText(text('area.choose'));
  const found = await surfaces(planner.page);
  for (const area of AREAS) {
    await planner.page.mouse.click(found[area].x, found[area].y);
    await expect(radio(planner, area)).toBeChecked();
    await expect(region(planner, area)).toHaveCSS('fill', /area-chosen/);
    await expect.poll(async () => (await planner.saved()).area).toBe(area);
  }
});

test('every region can be hit with a finger on the narrowest phone', async ({ planner }) => {
  await planner.page.setViewportSize({ width: 320, height: 1000 });
  await planner.openAs(like({}), '/questions/area');
  await expect(depth(planner)).toContainText(text('area.same_number'));
  const found = await surfaces(planner.page);
  expect(Object.keys(found).sort()).toEqual([...AREAS].sort());
  for (const area of AREAS) {
    // The radio buttons are the targets of full size; on the map a region may be as small as WCAG 2.5.8 allows.
    expect(found[area].side, area).toBeGreaterThanOrEqual(24);
  }
});

test('the arrow keys move the choice, and the map and the depth follow', async ({ planner }) => {
  await planner.openAs(like({ area: 'face_cheeks' }), '/questions/area');
  await expect(depth(planner)).toContainText(
    text('plan.depth.studied', { area: text('question.area.option.face_cheeks'), low: 1, high: 2.5 }),
  );
  await radio(planner, 'face_cheeks').focus();
  await planner.page.keyboard.press('ArrowDown');
  await expect(radio(planner, 'face_forehead_nose_eyelid')).toBeFocused();
  await expect(region(planner, 'face_forehead_nose_eyelid')).toHaveCSS('fill', /area-chosen/);
  await expect(region(planner, 'face_forehead_nose_eyelid')).not.toHaveCSS('stroke-dasharray', 'none');
  await expect(region(planner, 'face_cheeks')).not.toHaveCSS('fill', /area-chosen/);
  const forehead = text('question.area.option.face_forehead_nose_eyelid');
  // A magazine's advice and our judgement: nobody measured it there.
  await expect(depth(planner)).toContainText(text('plan.depth.advised', { area: forehead, low: 0.5, high: 1 }));
});

test('an area without a studied depth says so, and the table says the same of every area', async ({ planner }) => {
  await planner.openAs(like({ area: null }), '/questions/area');
  await expect(depth(planner)).toContainText(text('area.choose'));
  await planner.choose(text('question.area.option.scalp'));
  const scalp = text('question.area.option.scalp');
  await expect(depth(planner)).toContainText(text('plan.depth.not_studied', { area: scalp }));
  await expect(depth(planner)).toContainText(text('area.same_number'));
  await expect(depth(planner).getByRole('link')).toHaveCount(0);
  await planner.main.getByText(text('area.as_table')).click();
  const row = (area: string) =>
    planner.main.getByRole('row').filter({ has: planner.page.getByRole('rowheader', { name: text(`question.area.option.${area}`), exact: true }) });
  await expect(planner.main.getByRole('row')).toHaveCount(AREAS.length + 2);
  await expect(row('scalp')).toContainText(text('area.none'));
  await expect(row('back')).toContainText(text('sources.mm', { low: 0.25, high: 2 }));
});

test('each shape of scar has its picture, which readers are spared, and raised scars have their own way', async ({ planner }) => {
  await planner.openAs(like({}), '/questions/scar_type');
  for (const shape of ['rolling', 'boxcar', 'icepick', 'mixed']) {
    const option = planner.main.getByRole('radio', { name: text(`question.scar_type.option.${shape}`), exact: true });
    await expect(option).toHaveAccessibleDescription(text(`question.scar_type.option.${shape}.hint`));
    const picture = planner.main.locator('.option').filter({ has: planner.page.locator(`[value="${shape}"]`) }).locator('svg');
    await expect(picture).toBeVisible();
    // The label of the row lies over it.
    await picture.click({ force: true });
    await expect(option).toBeChecked();
  }
  await expect(planner.main.getByRole('img')).toHaveCount(0);
  await planner.follow(text('question.scar_type.raised.link'));
  await planner.seeHeading(text('checks.skin_history.title'));
});
