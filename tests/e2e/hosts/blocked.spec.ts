// A browser set to keep nothing for pages within other sites' pages, or nothing at all.
import { text } from '../words';
import { Host, WAYS, expect, profile, test, type App } from './host';
import { at } from './server.mjs';

/** Whether the planner's own origin is denied storage. */
const denied = (app: App) =>
  app.root.evaluate(() => {
    try {
      return !localStorage;
    } catch {
      return true;
    }
  });

// Settings of a profile: no option of the command line does the same.
for (const [what, settings] of [
  ['of other sites is', { cookie_controls_mode: 1, block_third_party_cookies: true }],
  ['of every site is', { default_content_setting_values: { cookies: 2 } }],
] as const) {
  for (const way of WAYS) {
    test(`${way}: where storage ${what} blocked, a plan can be made all the same`, async ({ clinic }, { project }) => {
      const { launchOptions, viewport, locale } = project.use;
      const [context, end] = await profile(settings, { ...launchOptions, viewport, locale });
      const host = new Host(await context.newPage(), clinic, at('planner.localhost', process.env.PLANNER_URL!));
      const app = await host.openReady('plain', way);
      await expect(app.fallback).toBeHidden();
      expect(await denied(app)).toBe(way === 'frame' || what === 'of every site is');
      await app.choose(text('concern.melasma.name'));
      // It says truly whether anything is kept.
      await expect(app.root.getByRole('status').first()).toContainText(text((await denied(app)) ? 'saving.memory_only' : 'saving.kept'));
      await app.goOn();
      await app.leaveStart();
      await app.sayNotSure();
      host.seeNoProblem();
      await end();
    });
  }
}
