// A device that holds years of diary and all the photos it may: every key with its text, as the planner keeps them.
import { crc32 } from 'node:zlib';

export const ENTRIES = 5_000;
export const PHOTOS = 60;
const DAY = 86_400_000;

/** A record as the planner keeps it. */
function kept(fields) {
  const start = '{"v":2,"checksum":"';
  const rest = `","stamp":"19b00000000-0-1","fields":${JSON.stringify(fields)}}`;
  return `${start}${crc32(start + rest).toString(16).padStart(8, '0')}${rest}`;
}

export const iso = (time) => new Date(time).toISOString().slice(0, 10);

/** Everything there can be, the last entry yesterday: about four million characters. */
export function full(today = Date.now()) {
  const nothing = { ticked: [], unsure: false };
  const groups = ['skin_now', 'skin_history', 'recent', 'medicines', 'body', 'allergy_implants', 'feelings'];
  const records = {
    profile: {
      concern: 'acne_scars', severity: 'moderate', scar_type: 'boxcar', area: 'face_cheeks', device: 'mechanical', sun: 2,
      age: 34, add: [], not_if: false, ...Object.fromEntries(groups.map((group) => [`checks.${group}`, nothing])),
    },
    plan: { start: iso(today + 40 * DAY), event: null, interval: null, price: null },
    'session:1': { stage: { day: iso(today + 40 * DAY) } },
    'ticks:preparation:1': { sunscreen: true },
  };
  for (let place = 1; place <= ENTRIES; place += 1) {
    records[`entry:${iso(today - place * DAY)}`] = {
      'signs.tight_dry_rough': 'some', 'signs.flaking': 'little', note: `A short note about day ${place}.`,
    };
  }
  const jpeg = `/9j/${'A'.repeat(39_996)}`;
  for (let place = 0; place < PHOTOS; place += 1) {
    records[`photo:${1_700_000_000_000 + place}`] = { day: iso(today - (place + 1) * DAY), view: 'front', jpeg };
  }
  return Object.fromEntries(Object.entries(records).map(([key, fields]) => [`microneedling-planner:${key}`, kept(fields)]));
}

/** Puts records on the device, from a page of the site that is no planner. */
export async function fill(context, url, records) {
  const page = await context.newPage();
  await page.goto(`${url}icon.svg`).catch(() => {});
  await page.evaluate((all) => Object.entries(all).forEach(([key, text]) => localStorage.setItem(key, text)), records);
  await page.close();
}
