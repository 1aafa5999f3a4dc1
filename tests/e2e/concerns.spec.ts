// Every concern, walked by a person who is not sure of anything: the careful path always ends at a plan page.
import { CONCERNS } from './people';
import { expect, test } from './planner';
import { questionTitle, text } from './words';

// What a plan says to a person who is never sure. Age not known is always a reason to ask first.
const STATUS: Record<string, string> = { keloid: 'stop', drug_delivery: 'not_a_concern' };

// One of each way through the questions; `cargo xtask soak` walks all of them. Acne scars are walked in privacy.spec.ts.
const WALKED = ['alopecia_androgenetic', 'burn_scars', 'keloid', 'drug_delivery'];

for (const concern of process.env.SOAK ? CONCERNS : WALKED) {
  test(`${concern}: not sure at every question still leads to a plan page`, async ({ planner }) => {
    await planner.open();
    await planner.choose(text(`concern.${concern}.name`));
    await planner.goOn();
    // Past the first screen, and past the address that leads on from it.
    await expect.poll(() => planner.address()).not.toMatch(/^\/(next)?$/);
    let asked = 1;
    await planner.sayNotSureToAll(async (question) => {
      asked += 1;
      await planner.seeHeading(questionTitle(question, concern));
      await expect(planner.main.getByText(new RegExp(`^${text('question.progress', { n: asked, of: '\\d+' })}$`))).toBeVisible();
    });
    const status = text(`plan.status.${STATUS[concern] ?? 'ask_clinician'}`);
    if (concern in STATUS) {
      expect(asked).toBe(1);
      await planner.seeHeading(status);
    } else {
      expect(asked).toBeGreaterThan(16);
      await planner.seeHeading(text('answers.title'));
      await planner.follow(text('answers.see_plan'));
    }
    await expect.poll(() => planner.address()).toBe('/plan');
    await expect(planner.section(status)).toBeVisible();
    await expect(planner.main.getByText(text('plan.unfinished'))).toBeHidden();
    expect((await planner.saved()).concern).toBe(concern);
  });
}
