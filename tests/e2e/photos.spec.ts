// Photos: made small on the device, nothing of the camera's own notes kept, compared, deleted for good, and never lost
// without a word. Playwright's own camera stands in for a real one.
import { writeFileSync } from 'node:fs';
import { crc32, deflateSync } from 'node:zlib';
import type { Page } from '@playwright/test';

import { ANSWERS, PHOTO, SESSIONS, TODAY, clear, sessionsOf } from './people';
import { expect, test, type Planner } from './planner';
import { aside, envelope, fields } from './records';
import { day, said, text } from './words';

const BUDGET = 2_600_000;

// A made camera, and a yes to the question whether it may be used.
test.use({
  launchOptions: async ({ launchOptions }, use) => {
    const args = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];
    await use({ ...launchOptions, args: [...(launchOptions.args ?? []), ...args] });
  },
});

/** A PNG of noise, which no JPEG makes small. */
function noise(width: number, height: number): Buffer {
  const rows = Buffer.alloc((width * 3 + 1) * height);
  let seed = 7;
  for (let at = 0; at < rows.length; at += 1) {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
    rows[at] = at % (width * 3 + 1) === 0 ? 0 : seed >>> 24;
  }
  const chunk = (name: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(name), data]);
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(data.length, 0);
    frame.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature, chunk('IHDR', head), chunk('IDAT', deflateSync(rows, { level: 1 })), chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A JPEG drawn by the browser: left half dark, right half light. */
async function drawn(page: Page, width: number, height: number): Promise<Buffer> {
  const address = await page.evaluate(([width, height]) => {
    const canvas = Object.assign(document.createElement('canvas'), { width, height });
    const context = canvas.getContext('2d')!;
    context.fillStyle = '#222222';
    context.fillRect(0, 0, width / 2, height);
    context.fillStyle = '#dddddd';
    context.fillRect(width / 2, 0, width / 2, height);
    return canvas.toDataURL('image/jpeg', 0.9);
  }, [width, height]);
  return Buffer.from(address.split(',')[1], 'base64');
}

/** The same JPEG as a camera writes it: held sideways (turn a quarter to the right), with its maker and a place. */
function withExif(jpeg: Buffer): Buffer {
  const tiff = Buffer.alloc(92);
  tiff.write('II', 0);
  tiff.writeUInt16LE(42, 2);
  tiff.writeUInt32LE(8, 4);
  tiff.writeUInt16LE(3, 8);
  const entry = (at: number, tag: number, type: number, count: number, value: number) => {
    tiff.writeUInt16LE(tag, at);
    tiff.writeUInt16LE(type, at + 2);
    tiff.writeUInt32LE(count, at + 4);
    tiff.writeUInt32LE(value, at + 8);
  };
  entry(10, 0x010f, 2, 12, 50);
  entry(22, 0x0112, 3, 1, 6);
  entry(34, 0x8825, 4, 1, 62);
  tiff.write('SecretMaker\0', 50);
  tiff.writeUInt16LE(2, 62);
  entry(64, 0x0001, 2, 2, 'N'.charCodeAt(0));
  entry(76, 0x001d, 2, 4, 0x31323334);
  const body = Buffer.concat([Buffer.from('Exif\0\0'), tiff]);
  const marker = Buffer.from([0xff, 0xe1, 0, 0]);
  marker.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), marker, body, jpeg.subarray(2)]);
}

/** The segments of a JPEG before its picture: markers and lengths. */
function markers(jpeg: Buffer): number[] {
  const found: number[] = [];
  for (let at = 2; jpeg[at] === 0xff && jpeg[at + 1] !== 0xda; at += 2 + jpeg.readUInt16BE(at + 2)) found.push(jpeg[at + 1]);
  return found;
}

/** Width and height as the JPEG itself says. */
function measure(jpeg: Buffer): [number, number] {
  for (let at = 2; jpeg[at] === 0xff; at += 2 + jpeg.readUInt16BE(at + 2)) {
    if ([0xc0, 0xc1, 0xc2].includes(jpeg[at + 1])) return [jpeg.readUInt16BE(at + 7), jpeg.readUInt16BE(at + 5)];
  }
  throw new Error('no size in this JPEG');
}

const chooser = ({ main }: Planner) => main.locator('#photo-file');
const preview = ({ main }: Planner) => main.getByRole('group', { name: text('photo.preview') });
const list = (planner: Planner) => planner.section(text('photo.yours'));

async function openPhotos(planner: Planner) {
  await planner.openAs(clear, '/diary/photos');
  await planner.seeHeading(text('photo.title'));
}

async function choose(planner: Planner, name: string, mimeType: string, buffer: Buffer) {
  await chooser(planner).setInputFiles({ name, mimeType, buffer });
  await expect(preview(planner)).toBeVisible({ timeout: 15_000 });
}

async function photosKept(planner: Planner): Promise<Record<string, string>> {
  const photos = Object.entries(await planner.shelf()).filter(([key]) => key.startsWith(PHOTO));
  // What is left of a deleted one says only that it was.
  return Object.fromEntries(photos.filter(([, text]) => !text.startsWith('{"v":2') || 'jpeg' in fields(text)));
}

async function onlyPhoto(planner: Planner): Promise<{ day: string; view: string; jpeg: Buffer }> {
  const texts = Object.values(await photosKept(planner));
  expect(texts).toHaveLength(1);
  const { day, view, jpeg, ...rest } = fields(texts[0]) as Record<string, string>;
  expect(rest).toEqual({});
  return { day, view, jpeg: Buffer.from(jpeg, 'base64') };
}

/** Records as an earlier visit left them: real pictures, padded after their end to the wanted length. */
async function seeded(planner: Planner, photos: { day: string; view: string; length?: number }[]) {
  await planner.keptBefore({});
  const jpeg = await drawn(planner.page, 60, 80);
  const records = photos.map(({ day, view, length = 0 }, place) => {
    const record = (jpeg: Buffer) => envelope({ day, view, jpeg: jpeg.toString('base64') });
    const missing = Math.floor(Math.max(0, length - record(jpeg).length) / 4) * 3;
    // Whole groups of three bytes, so that the length comes out to within four characters.
    const padded = Buffer.concat([jpeg, Buffer.alloc(((3 - (jpeg.length % 3)) % 3) + missing)]);
    return [`${PHOTO}${place + 1}`, record(padded)];
  });
  await planner.keptBefore({ [ANSWERS]: clear, ...Object.fromEntries(records) });
  await planner.open('/diary/photos');
  await planner.seeHeading(text('photo.title'));
  return Object.fromEntries(records) as Record<string, string>;
}

test('a large picture is made small before it is kept, whatever it shows', async ({ planner }, info) => {
  test.slow();
  await openPhotos(planner);
  const path = info.outputPath('noise.png');
  writeFileSync(path, noise(3000, 2000));
  await chooser(planner).setInputFiles(path);
  await expect(preview(planner)).toBeVisible({ timeout: 15_000 });
  await expect(planner.main.getByText(text('photo.not_yet'))).toBeVisible();
  expect(await photosKept(planner)).toEqual({});
  await planner.choose(text('photo.view.left'));
  await planner.press(text('photo.keep'));
  const said = text('photo.kept', { photo: text('photo.name', { view: text('photo.view.left'), day: day(TODAY) }) });
  await expect(planner.main.getByText(said)).toBeFocused();
  const photo = await onlyPhoto(planner);
  expect([photo.day, photo.view]).toEqual([TODAY, 'left']);
  expect(photo.jpeg.length).toBeLessThanOrEqual(32_000);
  const [width, height] = measure(photo.jpeg);
  expect(width).toBeLessThanOrEqual(640);
  expect(width / height).toBeCloseTo(1.5, 1);
});

test('an ordinary photo has its longest side at 640 pixels, and a small one is never enlarged', async ({ planner }) => {
  await openPhotos(planner);
  await choose(planner, 'large.jpg', 'image/jpeg', await drawn(planner.page, 1200, 1600));
  await planner.press(text('photo.keep'));
  expect(measure((await onlyPhoto(planner)).jpeg)).toEqual([480, 640]);
  await planner.press(text('photo.delete_all'));
  await planner.press(text('photo.delete_all_yes'));
  await choose(planner, 'small.jpg', 'image/jpeg', await drawn(planner.page, 90, 120));
  await planner.press(text('photo.keep'));
  expect(measure((await onlyPhoto(planner)).jpeg)).toEqual([90, 120]);
});

test('place, maker and time are gone from what is kept, and the picture stands upright', async ({ planner }) => {
  await openPhotos(planner);
  const taken = withExif(await drawn(planner.page, 800, 400));
  expect(markers(taken)).toContain(0xe1);
  await choose(planner, 'IMG_1234.jpg', 'image/jpeg', taken);
  await planner.press(text('photo.keep'));
  const { jpeg } = await onlyPhoto(planner);
  expect(markers(jpeg)).not.toContain(0xe1);
  for (const word of ['Exif', 'SecretMaker', '4321', 'IMG_1234']) expect(jpeg.includes(word), word).toBe(false);
  // It was 800 wide and 400 high and held sideways: now it is high, its dark half on top.
  expect(measure(jpeg)).toEqual([320, 640]);
  const shades = await planner.page.evaluate(async (source) => {
    const image = Object.assign(new Image(), { src: source });
    await image.decode();
    const context = document.createElement('canvas').getContext('2d')!;
    context.drawImage(image, 0, 0, 10, 20, 0, 0, 10, 20);
    context.drawImage(image, 0, 620, 10, 20, 20, 0, 10, 20);
    return [context.getImageData(5, 5, 1, 1).data[0], context.getImageData(25, 5, 1, 1).data[0]];
  }, `data:image/jpeg;base64,${jpeg.toString('base64')}`);
  expect(shades[0]).toBeLessThan(90);
  expect(shades[1]).toBeGreaterThan(160);
});

test('what is no picture is refused in words and nothing changes', async ({ planner }) => {
  await openPhotos(planner);
  const bad: [string, string][] = [['face.jpg', 'image/jpeg'], ['notes.txt', 'text/plain'], ['empty.png', 'image/png']];
  for (const [name, mimeType] of bad) {
    const buffer = Buffer.from(name.startsWith('empty') ? '' : 'These are words and no picture.');
    await chooser(planner).setInputFiles({ name, mimeType, buffer });
    await expect(planner.main.getByRole('alert')).toHaveText(text('photo.no_picture'));
    await expect(planner.main.getByRole('button', { name: text('photo.take') })).toBeVisible();
  }
  expect(await photosKept(planner)).toEqual({});
  // The next one, a real picture, takes the message away.
  await choose(planner, 'real.jpg', 'image/jpeg', await drawn(planner.page, 60, 80));
  await expect(planner.main.getByRole('alert')).toBeHidden();
});

test('a file of 50 MB is refused before it is opened', async ({ planner }, info) => {
  await openPhotos(planner);
  const path = info.outputPath('large.jpg');
  writeFileSync(path, Buffer.concat([await drawn(planner.page, 60, 80), Buffer.alloc(50_000_000)]));
  await chooser(planner).setInputFiles(path);
  await expect(planner.main.getByRole('alert')).toHaveText(text('photo.too_large'));
  expect(await photosKept(planner)).toEqual({});
});

test('a day that is to come is refused at the field, and the photo is still there', async ({ planner }) => {
  await openPhotos(planner);
  await choose(planner, 'face.jpg', 'image/jpeg', await drawn(planner.page, 60, 80));
  await planner.type(text('photo.day'), '2026-12-02');
  await planner.press(text('photo.keep'));
  await expect(planner.field(text('photo.day'))).toBeFocused();
  await expect(planner.main.locator('#photo-day-error')).toHaveText(text('photo.day_future'));
  expect(await photosKept(planner)).toEqual({});
  await planner.type(text('photo.day'), '2026-11-30');
  await planner.press(text('photo.keep'));
  expect((await onlyPhoto(planner)).day).toBe('2026-11-30');
});

test('a photo that is not kept yet is still there in another language, and goes when the person leaves it', async ({ planner }) => {
  await openPhotos(planner);
  await planner.choose(text('photo.view.left'));
  await choose(planner, 'face.jpg', 'image/jpeg', await drawn(planner.page, 60, 80));
  await planner.type(text('photo.day'), '2026-11-30');
  await planner.visit('/language/fr');
  await expect(planner.root).toHaveAttribute('lang', 'fr');
  const inFrench = planner.main.getByRole('group', { name: said('fr', 'photo.preview') });
  await expect(inFrench).toBeVisible();
  await expect(planner.field(said('fr', 'photo.day'))).toHaveValue('2026-11-30');
  await planner.press(said('fr', 'photo.keep'));
  expect(await onlyPhoto(planner)).toMatchObject({ day: '2026-11-30', view: 'left' });
  await expect(inFrench).toBeHidden();

  await chooser(planner).setInputFiles({ name: 'face.jpg', mimeType: 'image/jpeg', buffer: await drawn(planner.page, 60, 80) });
  await expect(inFrench).toBeVisible();
  await planner.visit('/diary');
  await planner.seeHeading(said('fr', 'diary.title'));
  await planner.visit('/diary/photos');
  await planner.seeHeading(said('fr', 'photo.title'));
  await expect(chooser(planner)).toBeAttached();
  await expect(inFrench).toBeHidden();
});

test('at four fifths of the room the page says how full it is, and not before', async ({ planner }) => {
  test.slow();
  // One record may hold 42,668 characters of picture: 48 of 43,333 would be too long, so 49 share the four fifths.
  const share = Math.ceil((BUDGET * 0.8) / 49);
  const many = (count: number) =>
    Array.from({ length: count }, (_, place) => ({ day: '2026-11-01', view: place % 2 ? 'left' : 'front', length: share + 4 }));
  await seeded(planner, many(48));
  await expect(list(planner).getByText(text('photo.fullness', { n: 48, all: 61 }))).toBeVisible();
  await expect(planner.main.getByText(text('photo.nearly_full'))).toBeHidden();
  await choose(planner, 'noise.png', 'image/png', noise(1200, 900));
  await planner.press(text('photo.keep'));
  await expect(list(planner)).toContainText(text('photo.fullness', { n: 49, all: 61 }).slice(0, 5));
  await planner.press(text('photo.delete_all'));
  await planner.press(text('photo.delete_all_yes'));
  await seeded(planner, many(49));
  const notice = planner.main.getByRole('status').filter({ hasText: text('photo.nearly_full') });
  await expect(notice).toContainText(text('photo.fullness', { n: 49, all: 61 }));
});

test('with no room left the new photo can be downloaded, and making room keeps it', async ({ planner }) => {
  const many = Array.from({ length: 61 }, (_, place) => ({ day: '2026-11-01', view: 'front', length: place < 60 ? 42_720 : 36_000 }));
  const before = await seeded(planner, many);
  // Said before a photo is taken.
  await expect(planner.main.getByText(text('photo.full_before'))).toBeVisible();
  await choose(planner, 'noise.png', 'image/png', noise(600, 400));
  await planner.press(text('photo.keep'));
  await expect(planner.main.getByRole('alert')).toHaveText(text('photo.no_room'));
  expect(await photosKept(planner)).toEqual(before);
  const download = planner.page.waitForEvent('download');
  await planner.press(text('photo.download_this'));
  expect((await download).suggestedFilename()).toBe(`${TODAY}-front.jpg`);
  const first = text('photo.name', { view: text('photo.view.front'), day: day('2026-11-01') });
  await list(planner).getByRole('button', { name: text('photo.delete_named', { photo: first }) }).first().click();
  await planner.press(text('photo.delete_yes'));
  await planner.press(text('photo.keep'));
  await expect(preview(planner)).toBeHidden();
  expect(Object.keys(await photosKept(planner))).toHaveLength(61);
});

test('when the device itself is full nothing is lost and the page says so', async ({ planner }) => {
  const before = await seeded(planner, [{ day: '2026-11-01', view: 'front' }]);
  await planner.page.evaluate(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
    };
  });
  await choose(planner, 'face.jpg', 'image/jpeg', await drawn(planner.page, 600, 800));
  await planner.press(text('photo.keep'));
  await expect(planner.main.getByRole('alert')).toHaveText(text('photo.refused'));
  await expect(preview(planner)).toBeVisible();
  await expect(list(planner).getByRole('img')).toHaveCount(1);
  expect(await photosKept(planner)).toEqual(before);
  const download = planner.page.waitForEvent('download');
  await planner.press(text('photo.download_this'));
  expect((await download).suggestedFilename()).toBe(`${TODAY}-front.jpg`);
});

test('a photo is deleted for good after one more question, and so are all', async ({ planner }) => {
  const before = await seeded(planner, [
    { day: '2026-11-01', view: 'front' },
    { day: '2026-11-20', view: 'front' },
    { day: '2026-11-20', view: 'scalp' },
  ]);
  const name = text('photo.name', { view: text('photo.view.front'), day: day('2026-11-01') });
  const ask = list(planner).getByRole('button', { name: text('photo.delete_named', { photo: name }) });
  await ask.click();
  await expect(planner.main.getByRole('group', { name: text('photo.delete_sure', { photo: name }) })).toBeFocused();
  await planner.press(text('photo.delete_no'));
  await expect(ask).toBeFocused();
  expect(await photosKept(planner)).toEqual(before);
  await ask.click();
  await planner.press(text('photo.delete_yes'));
  await expect(planner.main.getByText(text('photo.deleted', { photo: name }))).toBeFocused();
  expect(Object.keys(await photosKept(planner)).sort()).toEqual([`${PHOTO}2`, `${PHOTO}3`]);
  await planner.press(text('photo.delete_all'));
  await planner.press(text('photo.delete_all_yes'));
  await expect(list(planner).getByText(text('photo.none'))).toBeVisible();
  expect(await photosKept(planner)).toEqual({});
  await planner.reload();
  await expect(list(planner).getByText(text('photo.none'))).toBeVisible();
});

test('two photos of one view are put over each other and the keyboard moves between them', async ({ planner }) => {
  await seeded(planner, [
    { day: '2026-11-20', view: 'left' },
    { day: '2026-10-01', view: 'front' },
    { day: '2026-11-01', view: 'front' },
    { day: '2026-11-25', view: 'front' },
  ]);
  const compare = planner.section(text('photo.compare.title'));
  const named = (iso: string) => text('photo.name', { view: text('photo.view.front'), day: day(iso) });
  const shown = (first: string, second: string) =>
    expect(compare.locator('figcaption')).toContainText(
      text('photo.compare.caption', { first: named(first), second: named(second), apart: '' }).trim(),
    );
  await shown('2026-10-01', '2026-11-25');
  await expect(compare.locator('figcaption')).toContainText('55');
  const slider = compare.getByRole('slider');
  /** How much of the first photo is seen. */
  const width = () =>
    compare.locator('.over').evaluate((over) => {
      const hidden = getComputedStyle(over).clipPath.match(/^inset\(0(?:px)? ([\d.]+)%/);
      return hidden ? 1 - Number(hidden[1]) / 100 : getComputedStyle(over).clipPath;
    });
  await slider.focus();
  await planner.page.keyboard.press('End');
  await expect(slider).toHaveAttribute('aria-valuetext', text('photo.compare.share', { first: 100 }));
  await expect.poll(width).toBe(1);
  await planner.page.keyboard.press('Home');
  await expect.poll(width).toBe(0);
  await planner.press(text('photo.compare.more'));
  await expect.poll(width).toBeCloseTo(0.05, 5);
  await planner.press(text('photo.compare.swap'));
  await shown('2026-11-25', '2026-10-01');
  await compare.getByLabel(text('photo.compare.second')).selectOption({ label: named('2026-11-01') });
  await shown('2026-11-25', '2026-11-01');
});

test('the camera shows the last photo of the same view, takes one, and is off when its place is left', async ({ planner }) => {
  await planner.page.addInitScript(() => {
    const real = MediaDevices.prototype.getUserMedia;
    const streams: MediaStream[] = [];
    Object.assign(window, { streams });
    MediaDevices.prototype.getUserMedia = async function (...wish) {
      const stream = await real.apply(this, wish);
      streams.push(stream);
      return stream;
    };
  });
  const running = () =>
    planner.page.evaluate(() => {
      const { streams } = window as unknown as { streams: MediaStream[] };
      return streams.flatMap((stream) => stream.getTracks()).filter((track) => track.readyState === 'live').length;
    });
  await seeded(planner, [{ day: '2026-11-01', view: 'front' }]);
  await planner.press(text('photo.take'));
  await expect(planner.main.getByText(text('photo.camera.ready'))).toBeVisible();
  await expect(planner.main.getByText(text('photo.camera.same'))).toBeVisible();
  await expect(planner.main.locator('.photo-ghost')).toBeVisible();
  expect(await running()).toBe(1);
  // Where there is no photo of this view yet, an outline stands in.
  await planner.choose(text('photo.view.scalp'));
  await expect(planner.main.getByText(text('photo.camera.outline'))).toBeVisible();
  await expect(planner.main.getByText(text('photo.camera.ready'))).toBeVisible();
  await expect.poll(running).toBe(1);
  await planner.press(text('photo.camera.shoot'));
  await expect(preview(planner)).toBeVisible();
  await expect.poll(running).toBe(0);
  await planner.press(text('photo.keep'));
  const [, taken] = Object.values(await photosKept(planner)).map((record) => fields(record) as Record<string, string>).sort((a, b) => (a.view < b.view ? -1 : 1));
  expect(taken.view).toBe('scalp');
  expect(Math.max(...measure(Buffer.from(taken.jpeg, 'base64')))).toBeLessThanOrEqual(640);
  // Leaving the screen.
  await planner.press(text('photo.take'));
  await expect.poll(running).toBe(1);
  await planner.visit('/plan');
  await expect.poll(running).toBe(0);
  await planner.visit('/diary/photos');
  await planner.press(text('photo.take'));
  await expect.poll(running).toBe(1);
  // The page put out of sight.
  await planner.page.evaluate(() => {
    Object.defineProperty(document, 'hidden', { get: () => true });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await expect(planner.main.getByRole('alert')).toHaveText(text('photo.camera.hidden'));
  await expect.poll(running).toBe(0);
});

for (const [error, id] of [['NotAllowedError', 'photo.camera.denied'], ['NotFoundError', 'photo.camera.missing']]) {
  test(`without a camera there is a message and another way: ${error}`, async ({ planner }) => {
    await planner.page.addInitScript((error) => {
      MediaDevices.prototype.getUserMedia = () => Promise.reject(new DOMException('No.', error));
    }, error);
    await openPhotos(planner);
    await planner.press(text('photo.take'));
    await expect(planner.main.getByRole('alert')).toHaveText(text(id));
    await expect(planner.main.locator('#photo-own')).toHaveAttribute('capture', 'user');
    await choose(planner, 'face.jpg', 'image/jpeg', await drawn(planner.page, 60, 80));
  });
}

test('a browser without any camera access offers the phone’s own camera', async ({ planner }) => {
  await planner.page.addInitScript(() => Object.defineProperty(Navigator.prototype, 'mediaDevices', { get: () => undefined }));
  await openPhotos(planner);
  const take = planner.main.locator('#photo-take');
  await expect(take).toHaveAttribute('capture', 'user');
  await planner.choose(text('photo.view.close'));
  await expect(take).toHaveAttribute('capture', 'environment');
});

test('a photo that cannot be read is put aside, the others are there, and its number is not used again', async ({ planner }) => {
  await planner.keptBefore({ [`${PHOTO}7`]: '{broken', [ANSWERS]: clear });
  await planner.open('/diary/photos');
  await expect(planner.main.getByText(text('notice.set_aside'))).toBeVisible();
  await choose(planner, 'face.jpg', 'image/jpeg', await drawn(planner.page, 60, 80));
  await planner.press(text('photo.keep'));
  await expect(list(planner).getByRole('img')).toHaveCount(1);
  const kept = await planner.shelf();
  expect(Object.keys(kept).filter((key) => /:photo:\d+$/.test(key))).toHaveLength(2);
  expect(kept[aside(`${PHOTO}7`, '{broken')]).toBe('{broken');
  expect(kept).not.toHaveProperty([`${PHOTO}7`]);
});

test('where storage is denied photos last for the visit, and the page says so', async ({ planner }) => {
  await planner.page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get() {
        throw new DOMException('The operation is insecure.', 'SecurityError');
      },
    });
  });
  await planner.open('/diary/photos');
  await expect(planner.main.getByText(text('photo.memory_only'))).toBeVisible();
  await choose(planner, 'face.jpg', 'image/jpeg', await drawn(planner.page, 60, 80));
  await planner.press(text('photo.keep'));
  await planner.visit('/plan');
  await expect(list(planner)).toBeHidden();
  await planner.visit('/diary/photos');
  await expect(list(planner).getByRole('img')).toHaveCount(1);
});

test('what is written under a photo is also its name, with the session before it', async ({ planner }) => {
  await planner.keptBefore({
    [SESSIONS]: sessionsOf([{ ended: '2026-11-01T10:00Z' }]),
  });
  await seeded(planner, [{ day: '2026-10-31', view: 'front' }, { day: '2026-11-03', view: 'front' }]);
  const named = (iso: string) => text('photo.name', { view: text('photo.view.front'), day: day(iso) });
  const after = text('photo.name_when', { name: named('2026-11-03'), when: text('photo.after', { days: 2, session: 1 }) });
  await expect(list(planner).getByRole('img', { name: after, exact: true })).toBeVisible();
  await expect(list(planner).getByRole('img', { name: named('2026-10-31'), exact: true })).toBeVisible();
});
