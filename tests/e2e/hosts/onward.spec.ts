// What a page is told while a person is led on: the step they come to, and not the address that only leads there.
import { text } from '../words';
import { expect, test, WAYS } from './host';

for (const way of WAYS) {
  test(`${way}: a person who is led on is at the step they come to, told once`, async ({ host }) => {
    await host.listen();
    const app = await host.openReady('plain', way);
    await app.choose(text('concern.melasma.name'));
    await app.goOn();
    await app.leaveStart();
    const steps = async () => (await host.said('step')).map(({ detail }) => detail);
    await expect.poll(steps).toEqual([{ step: 'questions' }]);
    host.seeNoProblem();
  });
}
