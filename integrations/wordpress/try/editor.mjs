// In a browser: the settings page as an administrator, the block editor as an author, and what a visitor then sees.
import { createRequire } from "node:module";

const { chromium } = createRequire(new URL("../../../tests/e2e/package.json", import.meta.url))("@playwright/test");
const { TRY_SITE: site, TRY_PLANNER: planner, TRY_PICTURES: pictures, CHROME_PATH: executablePath } = process.env;
const root = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
const browser = await chromium.launch({ executablePath, args: root });
console.log(`Chromium ${browser.version()}`);
let faults = 0;
const check = (what, right) => {
  if (right) return;
  faults += 1;
  console.log(`WRONG: ${what}`);
};

const loggedIn = async (name) => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "en" });
  const page = await context.newPage();
  await page.goto(`${site}/wp-login.php`);
  await page.getByLabel("Username or Email Address").fill(name);
  await page.getByLabel("Password", { exact: true }).fill(name);
  await page.getByRole("button", { name: "Log In" }).click();
  await page.waitForURL(/wp-admin/);
  return page;
};

try {
  const admin = await loggedIn("admin");
  await admin.goto(`${site}/wp-admin/options-general.php?page=microneedling_planner`);
  const address = admin.getByLabel("Address of embed.js");
  const clinic = admin.getByLabel("Configuration of the clinic");
  await address.fill("http://planner.example/embed.js");
  await clinic.fill("{not JSON");
  await admin.getByRole("button", { name: "Save Changes" }).click();
  await admin.getByText("must begin with https://").waitFor();
  await admin.getByText("is not one JSON object").waitFor();
  check("a refused address is stored", (await address.inputValue()) === `${planner}/embed.js`);
  await clinic.fill('{"name": "Clinic by the river"}');
  await admin.getByRole("button", { name: "Save Changes" }).click();
  await admin.getByText("Settings saved.").waitFor();
  check("a setting is not stored", (await clinic.inputValue()).includes("by the river"));
  await admin.screenshot({ path: `${pictures}/settings.png`, fullPage: true });

  const author = await loggedIn("author");
  const errors = [];
  author.on("pageerror", (error) => errors.push(String(error)));
  author.on("console", (said) => said.type() === "error" && /microneedling|invalid block/i.test(said.text()) && errors.push(said.text()));
  await author.goto(`${site}/wp-admin/post-new.php`);
  await author.getByRole("textbox", { name: "Add title" }).fill("Plan your microneedling");
  await author.getByRole("button", { name: "Toggle block inserter" }).click();
  await author.getByPlaceholder("Search").fill("microneedling");
  await author.getByRole("option", { name: "Microneedling planner" }).click();
  const block = author.locator('[data-type="microneedling/planner"]');
  await block.getByLabel("Starts with").selectOption("acne_scars");
  await author.getByRole("button", { name: "Toggle block inserter" }).click();
  await block.click({ position: { x: 5, y: 5 } });
  const gear = author.getByRole("region", { name: "Editor top bar" }).getByRole("button", { name: "Settings", exact: true });
  if ((await gear.getAttribute("aria-expanded")) === "false") await gear.click();
  await author.getByLabel("Accent colour").fill("#2b6a5b");
  await author.screenshot({ path: `${pictures}/editor.png` });
  await author.getByRole("button", { name: "Publish", exact: true }).click();
  await author.getByRole("region", { name: "Editor publish" }).getByRole("button", { name: "Publish", exact: true }).click();
  await author.getByText("is now live").waitFor();
  const link = await author.getByRole("region", { name: "Editor publish" }).getByRole("link", { name: "View Post" }).getAttribute("href");
  // Opened again, the block is still known.
  await author.goto(`${site}/wp-admin/edit.php`);
  await author.getByRole("link", { name: "Plan your microneedling", exact: false }).first().click();
  await author.locator('[data-type="microneedling/planner"]').getByLabel("Starts with").waitFor();
  check("the block lost its setting", (await author.locator('[data-type="microneedling/planner"]').getByLabel("Starts with").inputValue()) === "acne_scars");
  check(`the editor says: ${errors.join("; ")}`, errors.length === 0);

  for (const [name, options] of [
    ["desktop", { viewport: { width: 1280, height: 900 } }],
    ["phone", { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }],
  ]) {
    const visitor = await (await browser.newContext(options)).newPage();
    const said = [];
    visitor.on("console", (line) => line.type() === "error" && said.push(line.text()));
    visitor.on("requestfailed", (request) => said.push(`${request.url()}: ${request.failure()?.errorText}`));
    await visitor.goto(link);
    const element = visitor.locator("microneedling-planner");
    check(`${name}: the accent is lost`, (await element.getAttribute("accent")) === "#2b6a5b");
    await visitor.locator("microneedling-planner[data-state=ready]").waitFor({ timeout: 30_000 }).catch((error) => {
      throw new Error(`${error}\n${said.join("\n")}`);
    });
    const frame = visitor.frameLocator("microneedling-planner iframe");
    await frame.locator(".planner[data-ready]").waitFor();
    check(`${name}: the name of the clinic is missing`, await element.getByText("Clinic by the river").isVisible());
    const wide = await visitor.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    check(`${name}: the page scrolls sideways by ${wide}`, wide <= 0);
    check(`${name}: the console says: ${said.join("; ")}`, said.length === 0);
    await visitor.screenshot({ path: `${pictures}/${name}.png` });
    const shift = await visitor.evaluate(() => new Promise((done) => {
      let sum = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) sum += entry.hadRecentInput ? 0 : entry.value;
      }).observe({ type: "layout-shift", buffered: true });
      requestAnimationFrame(() => requestAnimationFrame(() => done(sum)));
    }));
    check(`${name}: the layout shifts by ${shift}`, shift < 0.01);
    const box = await element.boundingBox();
    console.log(`${name}: ready in mode frame, ${Math.round(box.width)} by ${Math.round(box.height)} pixels, layout shift ${shift.toFixed(3)}`);
  }

  const plain = await (await browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } })).newPage();
  await plain.goto(link);
  check("without scripting there is no answer", await plain.getByText("Please ask us before you decide").isVisible());
  check("without scripting there is no booking link", await plain.getByRole("link", { name: "Book a consultation" }).isVisible());
  await plain.screenshot({ path: `${pictures}/no-script.png` });
} catch (error) {
  check(String(error), false);
  for (const [number, context] of browser.contexts().entries()) {
    await context.pages()[0]?.screenshot({ path: `${pictures}/failed-${number}.png` });
  }
} finally {
  await browser.close();
}
console.log(faults ? `browser: ${faults} WRONG` : "browser: right");
process.exit(faults ? 1 : 0);
