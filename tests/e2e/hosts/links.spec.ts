// Links of a planner in the midst of a page, and the buttons of a mouse.
import { text } from '../words';
import { expect, test } from './host';

test('inline: the right button follows no link, the middle one leads within the planner', async ({ host }) => {
  await host.listen();
  const app = await host.openReady('plain', 'inline');
  const link = app.main.getByRole('link', { name: text('step.session.title'), exact: true });
  // A step is told as soon as a link is followed.
  await link.click({ button: 'right' });
  expect(await host.said('step')).toEqual([]);
  await link.click({ button: 'middle' });
  await expect(app.title).toHaveText(text('step.session.title'));
  expect((await host.said('step')).map(({ detail }) => detail)).toEqual([{ step: 'learn' }]);
  expect(host.page.context().pages()).toHaveLength(1);
  host.seeNoProblem();
});
