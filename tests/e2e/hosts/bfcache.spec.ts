// Going back to a page that the browser kept as it was.
import { expect, keeping as test, WAYS } from './host';

test.use({
  launchOptions: async ({ launchOptions }, use) => {
    // Tests are usually spared this.
    await use({ ...launchOptions, ignoreDefaultArgs: ['--disable-back-forward-cache'] });
  },
});

for (const way of WAYS) {
  test(`${way}: back on a page that was kept, the planner goes on where it was`, async ({ host }) => {
    await host.page.addInitScript(() => {
      addEventListener('pageshow', ({ persisted }) => { Object.assign(window, { persisted }); });
    });
    await host.listen();
    const app = await host.openReady('plain', way);
    await app.answerTwo();
    const title = await app.title.innerText();
    await host.page.goto(`${host.clinic}csp-closed/?mode=frame`);
    // A page that was kept is not loaded again.
    await host.page.goBack({ waitUntil: 'commit' });
    expect(await host.page.evaluate(() => (window as unknown as { persisted: boolean }).persisted), 'kept by the browser').toBe(true);
    if (way === 'inline') {
      await expect(app.title).toHaveText(title);
      await app.sayNotSure();
    } else {
      // Playwright no longer finds what is in a frame that was kept: what the frame tells the page shows that it lives.
      await expect(app.element).toHaveAttribute('data-state', 'ready');
      const before = (await host.said('step')).length;
      await app.element.evaluate((element) => element.setAttribute('view', 'plan'));
      await expect.poll(async () => (await host.said('step')).slice(before).map(({ detail }) => detail)).toEqual([{ step: 'plan' }]);
    }
    expect(await host.said('ready')).toHaveLength(1);
  });
}
